import * as vscode from 'vscode';
import type { EngineMonitor } from './engine-monitor.ts';
import { openTasks } from './planned-switch.ts';
import type { SwitchSession } from './switch-session.ts';

/** Keeps the `when` clauses of the manifest informed. */
export function keepContextKeys(monitor: EngineMonitor, session: SwitchSession): vscode.Disposable {
  const update = () => {
    const planned = session.current;
    const phase = planned ? (planned.applied ? 'applied' : 'planned') : 'idle';
    const blocked = planned?.plan.notices.some(({ severity }) => severity === 'blocking') ?? false;
    void set('phase', phase);
    void set('blocked', blocked);
    void set('openTasks', planned !== undefined && openTasks(planned).length > 0);
    void set('engine', monitor.engine);
    void set('revertible', monitor.revertible);
  };
  update();
  return vscode.Disposable.from(monitor.onDidChange(update), session.onDidChange(update));
}

function set(name: string, value: string | boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', `engineSwitch.${name}`, value);
}
