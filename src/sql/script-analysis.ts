import type { TextEdit } from '../core/edit.ts';
import type { TranslateOptions } from './options.ts';
import type { PlaceholderChoice } from './reading/placeholders.ts';
import type { Direction } from './rule.ts';
import type { Schema } from './schema.ts';
import type { ScriptPart } from './splitter.ts';
import type { SqlProblem } from './translate.ts';

export interface AnalyzeRequest {
  readonly direction: Direction;
  /** What is known beside the script's own definitions. */
  readonly schema: Schema;
  readonly options: TranslateOptions;
  /** The driver's placeholders; `auto` where it is missing. */
  readonly placeholders?: PlaceholderChoice;
}

/** What is to be done with a script or a statement, and what has to be said. */
export interface ScriptAnalysis {
  readonly edits: readonly TextEdit[];
  readonly problems: readonly SqlProblem[];
}

/** What was found in one part of a script, at its places in the script. */
export interface AnalyzedPart extends ScriptAnalysis {
  readonly part: ScriptPart;
}

/** What was found in a script, and by its parts, as far as something was found in them. */
export interface AnalyzedScript extends ScriptAnalysis {
  readonly parts: readonly AnalyzedPart[];
}
