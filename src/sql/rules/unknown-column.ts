import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { as } from '../tree.ts';

export const unknownColumn = defineRule({
  id: 'unknown-column',
  title: 'A name in double quotes that is no column',
  fidelity: 'unsupported',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `PostgreSQL refuses a column that is not there. Many builds of SQLite take a name in double quotes that is no
column as a text, so a misspelt name gives its own text in every row. Correct the name, or write
single quotes for a text.`,
  examples: [
    { setup: 'create table emp (id int primary key)', from: 'select "nope" from emp where id = 1' },
  ],
  on: {
    ColumnRef: ({ fields = [] }, context) => {
      const name = as('String', fields[0])?.sval;
      const { source } = context;
      if (fields.length !== 1 || name === undefined || !source.text.includes(`"${name}"`))
        return undefined;
      const { first, last } = source.extent(context.node);
      const isQuoted = first === last && source.tokens[first]?.kind === 'quoted';
      if (!isQuoted || mayMean(name, context)) return undefined;
      return {
        at: context.node,
        message: `No table here has a column ${name}: PostgreSQL refuses it, and SQLite may take it as a text. Correct the name, or write '${name}' for a text.`,
      };
    },
  },
});

/** A column, a table as a row, the name of a result, or something of a relation that is not known. */
function mayMean(name: string, context: RuleContext): boolean {
  const { scope, path } = context;
  for (let inner: typeof scope | undefined = scope; inner; inner = inner.parent) {
    const isKnown = inner.relations.every(
      ({ columns, name: own }) => columns && !columns.has(name) && own !== name,
    );
    if (!isKnown) return true;
  }
  const hasRelation = scope.relations.length > 0;
  const isOutput = path.some(
    ({ content }) =>
      'targetList' in content &&
      (content.targetList as readonly object[]).some(
        (target) => (target as { ResTarget?: { name?: string } }).ResTarget?.name === name,
      ),
  );
  return !hasRelation || isOutput;
}
