import { castFinding, castTo } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { storedLiteral } from '../stored-literal.ts';
import { sql } from '../template.ts';

export const castToBytes = defineRule({
  id: 'cast-to-bytes',
  title: 'Cast to bytea',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite keeps bytes in a BLOB and writes them as \`x'48656c6c6f'\`. A literal is written so; any other text is
cast, which takes its bytes in UTF-8: text in PostgreSQL's form \`\\x4865\` has to be read with \`unhex()\`.`,
  examples: [
    {
      from: "select '\\x48656c'::bytea, length('ab'::bytea)",
      to: "select x'48656c' as bytea, length(x'6162') as length",
    },
  ],
  on: {
    TypeCast: (content, context) => {
      const cast = castTo(['bytea'], content, context);
      if (!cast) return undefined;
      const text = context.stringValue(cast.argument);
      const literal = text === undefined ? undefined : storedLiteral(cast.to, text);
      if (literal) return castFinding(context, sql`${literal}`, "SQLite writes bytes as x'...'.");
      const note =
        'SQLite takes the bytes of the text. Text in the form \\x4865 has to be read with unhex().';
      return castFinding(context, sql`cast(${cast.argument} as blob)`, note, 'warning');
    },
  },
});
