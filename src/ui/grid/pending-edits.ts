import type { Edit } from '../../data/edits.ts';

/** The edits of a table that are not saved; undo takes the last away and redo puts it back. */
export class PendingEdits {
  private edits: readonly Edit[] = [];
  private readonly listeners = new Set<() => void>();

  get all(): readonly Edit[] {
    return this.edits;
  }

  /** The greatest number that a new row has; 0 where there is none. */
  get lastNewRow(): number {
    return Math.max(0, ...this.edits.map((edit) => (edit.kind === 'insert' ? edit.number : 0)));
  }

  push(edits: readonly Edit[]): void {
    this.set([...this.edits, ...edits]);
  }

  /** Takes back the last edits. */
  pop(count: number): void {
    this.set(this.edits.slice(0, -count));
  }

  set(edits: readonly Edit[]): void {
    this.edits = edits;
    for (const listener of this.listeners) listener();
  }

  onDidChange(listener: () => void): void {
    this.listeners.add(listener);
  }
}
