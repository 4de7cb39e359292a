import { parseRoutine } from '../parser.ts';

/** The statements of PL/pgSQL that can be said in SQLite; `other` is everything else. */
export type RoutineStatement =
  | { readonly kind: 'assign'; readonly target: string; readonly expression: string }
  | { readonly kind: 'sql'; readonly text: string }
  | { readonly kind: 'if'; readonly branches: readonly RoutineBranch[] }
  | { readonly kind: 'raise'; readonly message: string; readonly values: readonly string[] }
  | { readonly kind: 'notice' }
  | { readonly kind: 'return'; readonly value: 'new' | 'old' | 'null' | 'other' }
  | { readonly kind: 'other'; readonly name: string };

/** A branch without a condition is the ELSE. */
export interface RoutineBranch {
  readonly condition?: string;
  readonly body: readonly RoutineStatement[];
}

interface Expression {
  readonly PLpgSQL_expr?: { readonly query?: string };
}

type RawStatement = Readonly<Record<string, RawContent>>;

interface RawContent {
  readonly expr?: Expression;
  readonly sqlstmt?: Expression;
  readonly cond?: Expression;
  readonly body?: readonly RawStatement[];
  readonly then_body?: readonly RawStatement[];
  readonly else_body?: readonly RawStatement[];
  readonly elsif_list?: readonly { readonly PLpgSQL_if_elsif?: RawContent }[];
  readonly stmts?: readonly RawStatement[];
  readonly exceptions?: RawExceptions;
  readonly elog_level?: number;
  readonly message?: string;
  readonly params?: readonly Expression[];
  readonly retvarno?: number;
  readonly into?: boolean;
}

interface RawExceptions {
  readonly PLpgSQL_exception_block?: {
    readonly exc_list?: readonly {
      readonly PLpgSQL_exception?: {
        readonly conditions?: readonly {
          readonly PLpgSQL_condition?: { readonly condname?: string };
        }[];
        readonly action?: readonly RawStatement[];
      };
    }[];
  };
}

interface RawFunction {
  readonly plpgsql_funcs?: readonly {
    readonly PLpgSQL_function?: {
      readonly datums?: readonly Readonly<Record<string, { lineno?: number; refname?: string }>>[];
      readonly action?: RawStatement;
    };
  }[];
}

/** Severity of RAISE EXCEPTION in PostgreSQL's list of levels. */
const exceptionLevel = 21;

/** What a routine does; `undefined` where it is not PL/pgSQL or declares variables. */
export function readRoutine(text: string): readonly RoutineStatement[] | undefined {
  const [first] = (parseRoutine(text) as RawFunction | undefined)?.plpgsql_funcs ?? [];
  const { action, datums } = first?.PLpgSQL_function ?? {};
  // Variables of the system have no line.
  const declared = (datums ?? []).some(
    ({ PLpgSQL_var: variable }) => variable?.lineno !== undefined && !isErrorVariable(variable),
  );
  return action && !declared ? statementsOf([action]) : undefined;
}

function isErrorVariable({ refname }: { refname?: string }): boolean {
  return refname === 'sqlstate' || refname === 'sqlerrm';
}

function statementsOf(raw: readonly RawStatement[] | undefined): readonly RoutineStatement[] {
  return (raw ?? []).flatMap((statement) =>
    Object.entries(statement).flatMap(([kind, content]) => statementOf(kind, content)),
  );
}

/** `EXCEPTION WHEN duplicate_object THEN NULL`: create it unless it is there. */
function onlyDuplicates({ PLpgSQL_exception_block: block }: RawExceptions): boolean {
  return (block?.exc_list ?? []).every(
    ({ PLpgSQL_exception: exception }) =>
      (exception?.action ?? []).length === 0 &&
      (exception?.conditions ?? []).every(({ PLpgSQL_condition: condition }) =>
        /^duplicate_/.test(condition?.condname ?? ''),
      ),
  );
}

function query(expression: Expression | undefined): string {
  return expression?.PLpgSQL_expr?.query ?? '';
}

function statementOf(kind: string, content: RawContent): readonly RoutineStatement[] {
  switch (kind) {
    case 'PLpgSQL_stmt_block':
      return content.exceptions && !onlyDuplicates(content.exceptions)
        ? [{ kind: 'other', name: 'EXCEPTION' }]
        : statementsOf(content.body);
    case 'PLpgSQL_stmt_assign':
      return [assignment(query(content.expr))];
    case 'PLpgSQL_stmt_execsql':
      return content.into
        ? [{ kind: 'other', name: 'SELECT INTO' }]
        : [{ kind: 'sql', text: query(content.sqlstmt) }];
    case 'PLpgSQL_stmt_if':
      return [{ kind: 'if', branches: branchesOf(content) }];
    case 'PLpgSQL_stmt_raise':
      return [raise(content)];
    case 'PLpgSQL_stmt_return':
      return [{ kind: 'return', value: returned(content) }];
    default:
      return [{ kind: 'other', name: kind.replace(/^PLpgSQL_stmt_/, '').toUpperCase() }];
  }
}

function assignment(text: string): RoutineStatement {
  const [, target, expression] = /^\s*([\w.$"]+)\s*:?=\s*([\s\S]*)$/.exec(text) ?? [];
  if (!target || !expression) return { kind: 'other', name: 'ASSIGNMENT' };
  return { kind: 'assign', target: target.toLowerCase(), expression };
}

function branchesOf(content: RawContent): readonly RoutineBranch[] {
  const others = (content.elsif_list ?? []).flatMap(({ PLpgSQL_if_elsif: branch }) =>
    branch ? [{ condition: query(branch.cond), body: statementsOf(branch.stmts) }] : [],
  );
  return [
    { condition: query(content.cond), body: statementsOf(content.then_body) },
    ...others,
    ...(content.else_body ? [{ body: statementsOf(content.else_body) }] : []),
  ];
}

function raise({ elog_level: level, message, params }: RawContent): RoutineStatement {
  if ((level ?? exceptionLevel) < exceptionLevel) return { kind: 'notice' };
  return { kind: 'raise', message: message ?? '', values: (params ?? []).map(query) };
}

/** The variables 0 and 1 of a trigger function are NEW and OLD. */
function returned({ expr, retvarno }: RawContent): 'new' | 'old' | 'null' | 'other' {
  if (retvarno === 0) return 'new';
  if (retvarno === 1) return 'old';
  const text = query(expr).trim().toLowerCase();
  return text === 'null' || text === 'new' || text === 'old' ? text : 'other';
}
