import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { type TranslateRequest, type Translation, translate } from './translate.ts';

const head = 'SELECT 1 FROM t WHERE (';
const tail = ') IS NOT NULL';

/**
 * Translates an expression by itself, such as the condition of a CHECK or of an index. Ranges are
 * those of the expression. Call `loadParser` first.
 */
export function translateExpression(text: string, request: TranslateRequest): Translation {
  const { sql, edits, problems } = translate(`${head}${text}${tail}`, request);
  const back = <T extends Span>(at: T): T => ({
    ...at,
    start: at.start - head.length,
    end: at.end - head.length,
  });
  return {
    sql: sql.slice(head.length, sql.length - tail.length),
    edits: edits.map((edit: TextEdit) => back(edit)),
    problems: problems.map(({ fix, span, ...problem }) => ({
      ...problem,
      span: back(span),
      ...(fix && { fix: fix.map((edit) => back(edit)) }),
    })),
  };
}
