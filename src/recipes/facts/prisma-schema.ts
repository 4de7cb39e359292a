import type { Span } from '../../core/span.ts';

/** A line of a Prisma schema that is for one engine alone. */
export interface PrismaPlace {
  readonly span: Span;
  readonly text: string;
  /** The provider of the schema's datasource. */
  readonly provider: string;
  /** Whether the other engine has nothing for it, however the provider is set. */
  readonly lacks: boolean;
}

const block = /^[ \t]*(datasource|model|enum|type|view|generator)\s+\w+\s*\{/;
const providerLine = /^[ \t]*provider\s*=\s*"([^"]+)"/;

/**
 * What Prisma has for PostgreSQL alone: lists of scalars, native types, defaults and indexes that
 * the server makes, schemas, extensions.
 * @see https://www.prisma.io/docs/orm/reference/prisma-schema-reference
 */
const serverOnly =
  /^\s*\w+\s+(?:String|Int|BigInt|Float|Decimal|Boolean|DateTime|Json|Bytes)\[\]|@db\.\w+|\bdbgenerated\(|\bUnsupported\(|\btype:\s*(?:Gin|Gist|Brin|SpGist|Hash)\b|\bops:|@@schema\(|^\s*(?:extensions|schemas)\s*=/;

/** Before 6.2.0 Prisma has neither enums nor JSON on SQLite. */
const addedLater = /^\s*enum\s+\w+\s*\{|^\s*\w+\s+Json\b/;

/**
 * The provider's line and every line that needs its server, without comments. `isOld` is a release
 * before 6.2.0.
 * @see https://github.com/prisma/prisma/releases/tag/6.2.0
 */
export function prismaPlaces(text: string, isOld: boolean): readonly PrismaPlace[] {
  const lines = linesOf(text);
  const provider = datasourceProvider(lines);
  if (!provider) return [];
  const enums = lines.flatMap(({ code }) => /^\s*enum\s+(\w+)/.exec(code)?.[1] ?? []);
  const lists = new RegExp(`^\\s*\\w+\\s+(?:${enums.join('|') || '(?!)'})\\[\\]`);
  const lacking = lines.filter(({ code }) => {
    return serverOnly.test(code) || lists.test(code) || (isOld && addedLater.test(code));
  });
  const place = (line: SchemaLine, lacks: boolean): PrismaPlace => {
    const trimmed = line.code.trim();
    const start = line.start + line.code.indexOf(trimmed);
    return {
      span: { start, end: start + trimmed.length },
      text: trimmed,
      provider: provider.name,
      lacks,
    };
  };
  return [
    place(provider.line, false),
    ...(provider.name === 'sqlite' ? [] : lacking.map((line) => place(line, true))),
  ];
}

interface SchemaLine {
  readonly start: number;
  /** Without a comment. */
  readonly code: string;
}

function linesOf(text: string): readonly SchemaLine[] {
  return [...text.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({
    start: index,
    code: line.replace(/\/\/.*$/, (comment, at: number) =>
      /^(?:[^"]*"[^"]*")*[^"]*$/.test(line.slice(0, at)) ? '' : comment,
    ),
  }));
}

function datasourceProvider(lines: readonly SchemaLine[]) {
  let inDatasource = false;
  for (const line of lines) {
    const [, kind] = block.exec(line.code) ?? [];
    if (kind) inDatasource = kind === 'datasource';
    const [, name] = (inDatasource && providerLine.exec(line.code)) || [];
    if (name) return { line, name };
  }
  return undefined;
}
