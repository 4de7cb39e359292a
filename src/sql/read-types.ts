import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  Node,
} from 'libpg-query';
import type { DefiningStatement, DomainType, EnumType, UserType } from './schema.ts';
import { typeOfTypeName } from './sql-type.ts';
import { StatementSource } from './statement-source.ts';
import { as } from './tree.ts';

interface TypeDraft {
  readonly types: Map<string, UserType>;
}

type TypeReader = (draft: TypeDraft, content: never, statement: DefiningStatement) => void;

/** How each statement about the user's own types changes what is known of them. */
export const typeReaders: Readonly<Record<string, TypeReader>> = {
  AlterDomainStmt: alterDomain,
  AlterEnumStmt: alterEnum,
  CompositeTypeStmt: createComposite,
  CreateDomainStmt: createDomain,
  CreateEnumStmt: createEnum,
};

function nameOf(names: readonly Node[] | undefined): string {
  return as('String', names?.at(-1))?.sval ?? '';
}

function createEnum(
  { types }: TypeDraft,
  { typeName, vals }: CreateEnumStmt,
  { text }: DefiningStatement,
): void {
  const name = nameOf(typeName);
  const labels = (vals ?? []).flatMap((item) => as('String', item)?.sval ?? []);
  types.set(name, { kind: 'enum', name, labels, origin: text });
}

function alterEnum(
  { types }: TypeDraft,
  content: AlterEnumStmt,
  { text }: DefiningStatement,
): void {
  const known = types.get(nameOf(content.typeName));
  if (known?.kind !== 'enum') return;
  const labels = changedLabels(known, content);
  types.set(known.name, { ...known, labels, origin: `${known.origin};\n${text}` });
}

function changedLabels({ labels }: EnumType, content: AlterEnumStmt): readonly string[] {
  const { oldVal, newVal = '', newValNeighbor: neighbor, newValIsAfter: isAfter } = content;
  if (oldVal !== undefined) return labels.map((label) => (label === oldVal ? newVal : label));
  if (labels.includes(newVal)) return labels;
  const at = neighbor === undefined ? labels.length : labels.indexOf(neighbor) + (isAfter ? 1 : 0);
  return labels.toSpliced(at, 0, newVal);
}

function createComposite(
  { types }: TypeDraft,
  { typevar, coldeflist }: CompositeTypeStmt,
  { text }: DefiningStatement,
): void {
  const name = typevar?.relname ?? '';
  const columns = (coldeflist ?? []).flatMap((item) => {
    const { colname, typeName } = as('ColumnDef', item) ?? {};
    if (!colname || !typeName) return [];
    return [{ name: colname, type: typeOfTypeName(typeName), notNull: false, isCounted: false }];
  });
  types.set(name, { kind: 'composite', name, columns, origin: text });
}

function createDomain(
  { types }: TypeDraft,
  { domainname, typeName }: CreateDomainStmt,
  { text }: DefiningStatement,
): void {
  if (!typeName) return;
  const name = nameOf(domainname);
  const source = new StatementSource(text);
  const type = source.tokenAt(typeName.location);
  const definition = withColumn(source, type);
  types.set(name, {
    kind: 'domain',
    name,
    base: typeOfTypeName(typeName),
    definition,
    origin: text,
  });
}

/** The tokens from one on; the word VALUE in a condition stands for the column. */
function withColumn(source: StatementSource, first: number): DomainType['definition'] {
  const { text, tokens } = source;
  const rest = tokens.slice(first).filter(({ value }) => value !== ';');
  return (column) => {
    let definition = '';
    let position = rest[0]?.start ?? text.length;
    for (const { value, start, end } of rest) {
      definition += text.slice(position, start);
      definition += value === 'value' ? column : text.slice(start, end);
      position = end;
    }
    return definition;
  };
}

/** What is added to a domain is added to its columns; what is taken away stays, and is refused. */
function alterDomain(
  { types }: TypeDraft,
  content: AlterDomainStmt,
  { text }: DefiningStatement,
): void {
  const known = types.get(nameOf(content.typeName));
  if (known?.kind !== 'domain') return;
  const added = additionOf(content, new StatementSource(text));
  const definition = added
    ? (column: string) => `${known.definition(column)} ${added(column)}`
    : known.definition;
  types.set(known.name, { ...known, definition, origin: `${known.origin};\n${text}` });
}

function additionOf(
  { subtype, def }: AlterDomainStmt,
  source: StatementSource,
): DomainType['definition'] | undefined {
  if (subtype === 'C') return withColumn(source, source.find('add', 0) + 1);
  if (subtype === 'O') return () => 'not null';
  return subtype === 'T' && def ? withColumn(source, source.find('set', 0) + 1) : undefined;
}
