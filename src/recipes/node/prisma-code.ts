import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import { type JavaScriptNode, nodesOf, spanOf, textOf } from '../../formats/javascript/module.ts';
import { parseToml, tomlEntry } from '../../formats/toml.ts';
import { type JavaScriptFile, javascriptFilesWith } from '../facts/javascript-files.ts';
import { nodePackagesOf } from '../facts/node-packages.ts';
import { filesWhere, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface PrismaUse extends Finding {
  readonly source: SourceFile;
  readonly text: string;
  readonly kind: keyof typeof codes;
}

const codes = { lock: 'prisma-lock', option: 'orm-lacks', raw: 'prisma-raw' } as const;

/**
 * Names what code asks of Prisma that it does on a server alone, raw SQL, and the lock that keeps
 * migrations on one database.
 * @see https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/limitations-and-known-issues
 */
export const prismaCode: Recipe<PrismaUse> = {
  id: 'prisma-code',
  ecosystem: 'node',
  title: 'Name what code and migrations of Prisma have for a server alone',
  detect(project) {
    const isUsed = nodePackagesOf(project).some(({ name }) =>
      /^(?:@prisma\/client|prisma)$/.test(name),
    );
    return isUsed ? [...locksIn(project), ...usesIn(project)] : [];
  },
  rewrite({ path, span, source, text, kind }, { source: from, target, goal }) {
    if (!from.server || target.server || goal.strategy === 'keep-both') return outcome({});
    const place = { path, range: rangeOf(source.text, span) };
    const values = { library: 'Prisma', text, engine: from.label, target: target.label };
    return outcome({ notices: [notice(codes[kind], place, values)] });
  },
};

function locksIn(project: Project): readonly PrismaUse[] {
  return filesWhere(project, (path) => path.endsWith('migration_lock.toml')).flatMap((source) => {
    const provider = tomlEntry(parseToml(source.text), ['provider']);
    if (!provider || !/^postgres/.test(provider.value.text)) return [];
    return useAt(source, provider.span, 'lock');
  });
}

const marker = /insensitive|skipDuplicates|\$(?:query|execute)Raw/;

function usesIn(project: Project): readonly PrismaUse[] {
  return javascriptFilesWith(project, marker).flatMap((file) => {
    const properties = nodesOf(file.module.root, 'Property').filter((node) =>
      /^(?:mode\s*:\s*['"]insensitive['"]|skipDuplicates\b)/.test(textOf(file.module, node)),
    );
    const raw = nodesOf(file.module.root, 'MemberExpression').filter((node) => isRaw(file, node));
    return [
      ...properties.flatMap((node) => useAt(file.source, spanOf(node), 'option')),
      ...raw.flatMap((node) => useAt(file.source, spanOf(node), 'raw')),
    ];
  });
}

function isRaw({ module }: JavaScriptFile, { lastChild }: JavaScriptNode): boolean {
  return lastChild !== null && /^\$(?:query|execute)Raw/.test(textOf(module, lastChild));
}

function useAt(source: SourceFile, span: Span, kind: PrismaUse['kind']): readonly PrismaUse[] {
  const { path } = source;
  const text = source.text.slice(span.start, span.end);
  return [{ path, span, label: `Prisma in ${path}`, source, text, kind }];
}
