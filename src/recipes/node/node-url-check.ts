import { notice } from '../../core/notice.ts';
import { environmentVariable } from '../../formats/javascript/expressions.ts';
import {
  enclosing,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  spanOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../facts/javascript-files.ts';
import { urlFormOf } from '../facts/url-form.ts';
import type { Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface UrlCheck extends Finding {
  readonly file: JavaScriptFile;
}

/**
 * Names code that takes a URL alone for the database's address, where a file has a path: the checks
 * of zod, Joi and envalid, `new URL()`, readers of its parts.
 */
export const nodeUrlCheck: Recipe<UrlCheck> = {
  id: 'node-url-check',
  ecosystem: 'node',
  title: 'Name JavaScript code that takes nothing but a URL for the address of the database',
  detect: (project) => (urlFormOf(project) === 'path' ? checksIn(project) : []),
  rewrite({ file, span }, { target, goal }) {
    if (target.server) return outcome({});
    const values = { target: target.label, file: `./${goal.database.file}` };
    return outcome({ notices: [notice('node-url-check', placeInScript(file, span), values)] });
  },
};

const variable =
  /^(?:\w+_)?(?:DATABASE|DB|PG|POSTGRES\w*)(?:_\w+)?_?(?:UR[LI]|DSN|CONNECTION_STRING)$/i;

function checksIn(project: Project): readonly UrlCheck[] {
  return javascriptFilesWith(
    project,
    /(?:DATABASE|DB|PG|POSTGRES\w*)_?\w*(?:UR[LI]|DSN)|atabaseUrl/,
  ).flatMap((file) =>
    nodesOf(file.module.root, 'CallExpression', 'NewExpression')
      .filter((call) => isCheck(file.module, call) && isOfDatabase(file.module, call))
      // Of a chain of checks, the whole.
      .filter((call, _, all) => !all.some((one) => one !== call && isAround(one, call)))
      .map((call) => {
        const { path } = file;
        return { path, span: spanOf(call), label: `check of a URL in ${path}`, file };
      }),
  );
}

/** `z.string().url()`, `Joi.string().uri()`, `envalid.url()`, `.asUrlString()`, `new URL(...)`. */
function isCheck(module: JavaScriptModule, call: JavaScriptNode): boolean {
  const args = call.getChild('ArgList');
  const callee = args ? module.text.slice(call.from, args.from).trim() : '';
  if (call.name === 'NewExpression') return /^new\s+URL$/.test(callee);
  if (/(?:^|\.)(?:startsWith|regex|pattern|matches)$/.test(callee)) {
    return /postgres/.test(args ? textOf(module, args) : '');
  }
  return /(?:^|\.)(?:ur[li]|asUrl(?:String|Object)|IsUrl|url\.parse|parseIntoClientConfig|parseConnectionString)$/.test(
    callee,
  );
}

/** Whether it is about the database: under its name, or given its variable. */
function isOfDatabase(module: JavaScriptModule, call: JavaScriptNode): boolean {
  const given = nodesOf(call, 'MemberExpression', 'String', 'VariableName').some((node) => {
    const name = environmentVariable(module, node) ?? stringLiteral(module, node)?.value;
    return variable.test(name ?? lastWord(textOf(module, node)));
  });
  const holder = enclosing(call, 'Property', 'PropertyDeclaration');
  const key = holder?.getChild('PropertyDefinition') ?? holder?.getChild('String');
  const name = key ? textOf(module, key).replace(/['"]/g, '') : '';
  return given || variable.test(name);
}

function isAround(outer: JavaScriptNode, inner: JavaScriptNode): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

function lastWord(text: string): string {
  return /\w*$/.exec(text)?.[0] ?? '';
}
