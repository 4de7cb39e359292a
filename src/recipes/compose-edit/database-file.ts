import { notice } from '../../core/notice.ts';
import { placementUrl, type ServicePlacement } from '../facts/sqlite-placement.ts';
import { allPaths } from '../project.ts';
import type { SwitchContext } from '../recipe.ts';
import { addVariable, addVolume, type Sink } from './additions.ts';
import { placeIn } from './collector.ts';
import { choiceOf } from './keep-both.ts';

/** Keeps the database's file of one service beyond its container and says where it is. */
export function collectDatabaseFile(
  placement: ServicePlacement,
  context: SwitchContext,
  sink: Sink,
): void {
  const { collector, owner } = sink;
  const { definition, keeper, variable, containerFile, file } = placement;
  if (variable?.isGuess && !hasReadableCode(context)) {
    const values = { service: definition.name, engine: context.target.label };
    const place = placeIn(definition.file, definition.pair.keySpan);
    collector.tell(owner, notice('database-file-unplaced', place, values));
    return;
  }
  if (keeper.kind === 'volume' && keeper.isNew) addVolume(definition, keeper, sink);
  const isElsewhere = file === containerFile && file.startsWith('/');
  if (variable?.isNew && isElsewhere) {
    const url = placementUrl(placement, context) ?? containerFile;
    const value = context.goal.strategy === 'keep-both' ? choiceOf(url) : url;
    addVariable(definition, { name: variable.name, value }, sink);
    if (variable.isGuess) {
      const values = { service: definition.name, variable: variable.name };
      const place = placeIn(definition.file, definition.pair.keySpan);
      collector.tell(owner, notice('compose-url-variable-added', place, values));
    }
  }
  collector.tell(owner, whereabouts(placement));
}

/** Whether the project holds code whose settings this program can follow. */
function hasReadableCode({ project }: SwitchContext): boolean {
  return allPaths(project).some((path) => /\.(?:py|[cm]?[jt]s)$/.test(path));
}

function whereabouts({ definition, keeper, containerFile }: ServicePlacement) {
  const place = placeIn(definition.file, definition.pair.keySpan);
  const values = { service: definition.name, containerFile };
  if (keeper.kind === 'bind') {
    const hostFile = keeper.path.startsWith('/')
      ? 'in a folder outside of the workspace'
      : keeper.path;
    return notice('database-file-in-folder', place, { ...values, hostFile });
  }
  return notice('database-file-in-volume', place, { ...values, volume: keeper.name });
}
