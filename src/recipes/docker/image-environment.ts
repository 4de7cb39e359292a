import { notice } from '../../core/notice.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { type DockerInstruction, shellWords } from '../../formats/dockerfile.ts';
import { type DockerfileSource, dockerfilesOf } from '../facts/dockerfiles.ts';
import { interpolate } from '../facts/interpolation.ts';
import { targetUrl } from '../facts/target-url.ts';
import { baseName, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface ImageVariable extends Finding {
  readonly dockerfile: DockerfileSource;
  readonly name: string;
  readonly url: DatabaseUrl;
  /** The value without quotes. */
  readonly valueSpan: Span;
}

/** Points `ENV` and `ARG` values that are database URLs to the target engine. */
export const imageEnvironment: Recipe<ImageVariable> = {
  id: 'image-environment',
  ecosystem: 'docker',
  title: 'Point database URLs in ENV and ARG of Dockerfiles to the target engine',

  detect(project: Project) {
    return dockerfilesOf(project).flatMap((dockerfile) =>
      dockerfile.file.instructions
        .filter(({ name }) => name === 'ENV' || name === 'ARG')
        .flatMap((instruction) => variablesOf(dockerfile, instruction)),
    );
  },

  rewrite(finding, context) {
    const { dockerfile, name, url, valueSpan } = finding;
    const { source, target, goal } = context;
    if (url.engine !== source || goal.strategy === 'keep-both') return outcome({});
    const { path, hash, text } = dockerfile.source;
    const database = /^[\w-]+$/.test(url.database) ? url.database : goal.database.name;
    const newText = targetUrl(context, url, target.server ? goal.database.name : database);
    if (newText === undefined) {
      const place = { path, range: rangeOf(text, valueSpan) };
      const values = { variable: name, service: baseName(path) };
      return outcome({ notices: [notice('compose-url-form-unknown', place, values)] });
    }
    return outcome({
      changes: [
        {
          title: `Point ${name} of ${baseName(path)} at ${target.label}`,
          why: `It is the image's default, and a URL of ${source.label}.`,
          change: { kind: 'modify', path, hash, edits: [{ ...valueSpan, newText }] },
        },
      ],
    });
  },
};

/** `NAME=value` words, and the old form `ENV NAME value`. */
function variablesOf(
  dockerfile: DockerfileSource,
  instruction: DockerInstruction,
): readonly ImageVariable[] {
  const { text } = dockerfile.source;
  const words = shellWords(text, instruction);
  const [first, second] = words;
  const isOld = instruction.name === 'ENV' && words.length === 2 && !first?.text.includes('=');
  if (isOld && first && second) return variable(dockerfile, first.text, second.span);
  return words.flatMap(({ text: word, span }) => {
    const equals = word.indexOf('=');
    if (equals <= 0) return [];
    return variable(dockerfile, word.slice(0, equals), { ...span, start: span.start + equals + 1 });
  });
}

function variable(
  dockerfile: DockerfileSource,
  name: string,
  span: Span,
): readonly ImageVariable[] {
  const { text, path } = dockerfile.source;
  const quote = /^["']/.test(text.slice(span.start, span.end)) ? 1 : 0;
  const valueSpan = { start: span.start + quote, end: span.end - quote };
  const url = parseDatabaseUrl(interpolate(text.slice(valueSpan.start, valueSpan.end), new Map()));
  if (!url) return [];
  return [
    {
      path,
      span,
      engine: url.engine.id,
      label: `${name} in ${baseName(path)}`,
      connection: { role: 'supplies', name, url, profile: baseName(path) },
      dockerfile,
      name,
      url,
      valueSpan,
    },
  ];
}
