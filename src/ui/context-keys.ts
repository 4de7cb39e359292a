import * as vscode from 'vscode';
import { isBlocked } from '../core/plan.ts';
import type { EngineMonitor } from './engine-monitor.ts';
import { offersConfiguration, openTasks } from './planned-switch.ts';
import type { SwitchSession } from './switch-session.ts';

/** Keeps the `when` clauses of the manifest informed. */
export function keepContextKeys(monitor: EngineMonitor, session: SwitchSession): vscode.Disposable {
  const update = () => {
    const planned = session.current;
    const phase = planned ? (planned.applied ? 'applied' : 'planned') : 'idle';
    void set('phase', phase);
    void set('blocked', planned !== undefined && isBlocked(planned.plan));
    void set('offersConfiguration', planned !== undefined && offersConfiguration(planned));
    void set('openTasks', planned !== undefined && openTasks(planned).length > 0);
    void set('engine', monitor.engine);
    void set('keepsBoth', monitor.keepsBoth);
    void set('revertible', monitor.revertible);
  };
  update();
  return vscode.Disposable.from(monitor.onDidChange(update), session.onDidChange(update));
}

function set(name: string, value: string | boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', `engineSwitch.${name}`, value);
}
