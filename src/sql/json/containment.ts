import { quoteLiteral } from '../cast.ts';
import { sql, type Template, type TemplateValue } from '../template.ts';
import { keyStep } from './path.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Reads JSON text; `undefined` for what is none. */
export function readJson(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * The conditions under which a document contains a known one (`@>`): every key and leaf of it, and
 * for arrays an equal element. `undefined` where keys have no path.
 */
export function containment(document: TemplateValue, part: Json): readonly Template[] | undefined {
  // An array contains the scalars that are in it, at the top only; json_each takes a scalar too.
  if (part === null || typeof part !== 'object')
    return [
      sql`json_type(${document}) <> 'object'`,
      sql`exists (select 1 from json_each(${document}) where ${itemTest(part) ?? ''})`,
    ];
  return contained(document, '', part);
}

function contained(
  document: TemplateValue,
  path: string,
  part: Json,
): readonly Template[] | undefined {
  const type = sql`json_type(${document}, '$${path}')`;
  if (Array.isArray(part)) return elements(document, path, part);
  if (part === null) return [sql`${type} = 'null'`];
  if (typeof part === 'boolean') return [sql`${type} = '${String(part)}'`];
  if (typeof part !== 'object')
    return [sql`${document} ->> '$${path}' = ${literal(part)}`, ...notBoolean(type, part)];
  const conditions: Template[] = [];
  for (const [key, value] of Object.entries(part)) {
    const step = keyStep(key);
    const inner = step === undefined ? undefined : contained(document, `${path}${step}`, value);
    if (!inner) return undefined;
    conditions.push(...inner);
  }
  return conditions.length > 0 ? conditions : [sql`${type} = 'object'`];
}

/** True reads as 1, and false as 0. */
function notBoolean(type: Template, part: string | number): readonly Template[] {
  return part === 0 || part === 1 ? [sql`${type} not in ('true', 'false')`] : [];
}

/** Each element has to be among those of the document's array, in any order. */
function elements(
  document: TemplateValue,
  path: string,
  items: readonly Json[],
): readonly Template[] | undefined {
  const conditions: Template[] = [sql`json_type(${document}, '$${path}') = 'array'`];
  const source = path ? sql`json_each(${document}, '$${path}')` : sql`json_each(${document})`;
  for (const item of items) {
    const test = itemTest(item);
    if (!test) return undefined;
    conditions.push(sql`exists (select 1 from ${source} where ${test})`);
  }
  return conditions;
}

function itemTest(item: Json): Template | undefined {
  if (item === null) return sql`type = 'null'`;
  if (typeof item === 'boolean') return sql`type = '${String(item)}'`;
  if (typeof item !== 'object')
    return item === 0 || item === 1
      ? sql`value = ${item} and type not in ('true', 'false')`
      : sql`value = ${literal(item)}`;
  const inner = contained('value', '', item);
  return inner?.reduce((left, right) => sql`${left} and ${right}`);
}

function literal(value: string | number): string {
  return typeof value === 'string' ? quoteLiteral(value) : String(value);
}
