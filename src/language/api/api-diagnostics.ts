import type { JavaScriptModule } from '../../formats/javascript/module.ts';
import type { PythonModule } from '../../formats/python/module.ts';
import type { SqlDiagnostic } from '../check-document.ts';
import type { ApiFinding, ApiRule } from './api-rule.ts';
import { apiRules } from './index.ts';

/** What a Python file asks SQLAlchemy for that is PostgreSQL's alone. */
export function pythonApiDiagnostics(module: PythonModule): readonly SqlDiagnostic[] {
  return apiRules.flatMap((rule) =>
    (rule.inPython?.(module) ?? []).map((one) => placed(rule, one)),
  );
}

/** What a JavaScript or TypeScript file asks Knex for that is PostgreSQL's alone. */
export function javascriptApiDiagnostics(module: JavaScriptModule): readonly SqlDiagnostic[] {
  return apiRules.flatMap((rule) =>
    (rule.inJavaScript?.(module) ?? []).map((one) => placed(rule, one)),
  );
}

function placed({ id, asWritten }: ApiRule, { start, end, message }: ApiFinding): SqlDiagnostic {
  const severity = asWritten === 'rejected' ? 'error' : 'warning';
  return { code: id, severity, message, span: { start, end } };
}
