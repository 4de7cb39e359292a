import { type Notice, notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import { type DockerInstruction, stageWithBases } from '../../formats/dockerfile.ts';
import { aboveComments, lineEndingOf } from '../../formats/lines.ts';
import { dropsServer } from '../compose-edit/findings.ts';
import { composeStacks } from '../facts/compose-files.ts';
import { type Build, baseImageOf, buildOf, repositoryOf } from '../facts/compose-images.ts';
import { containerUser } from '../facts/container-folder.ts';
import { type ServicePlacement, sqlitePlacements } from '../facts/sqlite-placement.ts';
import { baseName, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface UserFinding extends Finding {
  readonly build: Build;
  readonly user: string;
  readonly instruction: DockerInstruction;
}

/** Images whose builds start as root, with a shell. */
const rootImages =
  /^(?:python|node|debian|ubuntu|alpine|ruby|golang|astral-sh\/uv|tiangolo\/.+|bitnami\/minideb)$/;

/**
 * Makes the folder of the database's volume in images that do not run as root: a new volume takes
 * the owner of the folder that it covers, and without one it belongs to root.
 * @see https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container
 */
export const prepareDatabaseFolder: Recipe<UserFinding> = {
  id: 'prepare-database-folder',
  ecosystem: 'docker',
  title: 'Make the folder of the database file in images that run as another user than root',

  detect(project: Project) {
    const seen = new Set<DockerInstruction>();
    return composeStacks(project).flatMap((stack) =>
      stack.services.flatMap(({ definitions }) =>
        definitions.flatMap((definition): readonly UserFinding[] => {
          const build = buildOf(project, stack, definition);
          const found = containerUser(build);
          if (!build || !found || !project.files.has(build.dockerfilePath)) return [];
          if (seen.has(found.instruction)) return [];
          seen.add(found.instruction);
          return [
            {
              path: build.dockerfilePath,
              span: found.instruction.span,
              label: `user ${found.user} in ${baseName(build.dockerfilePath)}`,
              build,
              ...found,
            },
          ];
        }),
      ),
    );
  },

  rewrite(finding, context) {
    if (!dropsServer(context)) return outcome({});
    const folder = volumeFolder(finding, context);
    const source = context.project.files.get(finding.path);
    if (folder === undefined || !source || source.text.includes(`mkdir -p ${folder}`))
      return outcome({});
    if (!runsAsRootBefore(finding))
      return outcome({ notices: [unclear(finding, context, folder)] });
    const start = aboveComments(source.text, finding.instruction.span.start);
    const newText = `RUN mkdir -p ${folder} && chown ${finding.user} ${folder}${lineEndingOf(source.text)}`;
    return outcome({
      changes: [
        {
          title: `Make ${folder} for ${finding.user}`,
          why: 'A new volume belongs to root unless the image has its folder with another owner.',
          change: {
            kind: 'modify',
            path: finding.path,
            hash: source.hash,
            edits: [{ start, end: start, newText }],
          },
        },
      ],
    });
  },
};

/** The folder of a new volume in a service that is built from the finding's stage. */
function volumeFolder(finding: UserFinding, context: SwitchContext): string | undefined {
  const stacks = composeStacks(context.project);
  const isBuiltHere = ({ definition }: ServicePlacement) => {
    const stack = stacks.find(({ files }) => files.includes(definition.file));
    const build = stack && buildOf(context.project, stack, definition);
    return build?.dockerfilePath === finding.path && build.stage === finding.build.stage;
  };
  const placement = sqlitePlacements(context).find(
    (each) => each.keeper.kind === 'volume' && each.keeper.isNew && isBuiltHere(each),
  );
  return placement?.keeper.kind === 'volume' ? placement.keeper.folder : undefined;
}

/** Whether the build is still root where the last `USER` stands. */
function runsAsRootBefore({ build, instruction }: UserFinding): boolean {
  const { dockerfile, stage } = build;
  const base = baseImageOf(build);
  if (!dockerfile || !stage || base === undefined) return false;
  const users = stageWithBases(dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .filter(({ name }) => name === 'USER');
  return users.length === 1 && users[0] === instruction && rootImages.test(repositoryOf(base));
}

function unclear(
  { path, user, span }: UserFinding,
  context: SwitchContext,
  folder: string,
): Notice {
  const range = rangeOf(context.project.files.get(path)?.text ?? '', span);
  return notice('database-folder-owner-unclear', { path, range }, { user, folder });
}
