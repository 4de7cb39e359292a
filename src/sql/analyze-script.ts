import type { TextEdit } from '../core/edit.ts';
import { SqlAnalyzer } from './analyzer.ts';
import type { TranslateOptions } from './options.ts';
import type { Direction } from './rule.ts';
import type { Schema } from './schema.ts';
import type { SqlProblem } from './translate.ts';

export interface AnalyzeRequest {
  readonly direction: Direction;
  /** What is known beside the script's own definitions. */
  readonly schema: Schema;
  readonly options: TranslateOptions;
}

export interface ScriptAnalysis {
  readonly edits: readonly TextEdit[];
  readonly problems: readonly SqlProblem[];
}

/** Analyses a script once. An editor keeps a `SqlAnalyzer` instead, which remembers statements. */
export function analyzeScript(text: string, request: AnalyzeRequest): ScriptAnalysis {
  return new SqlAnalyzer(request).analyze(text);
}
