import type { Notice } from '../../core/notice.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { YamlChange } from '../../formats/yaml-edit.ts';
import type { ComposeFile } from '../facts/compose-files.ts';

/** A change of a file before it is known who asks for it. */
export type Wish = YamlChange extends infer C
  ? C extends unknown
    ? Omit<C, 'owner'>
    : never
  : never;

/** Gathers what all compose recipes want of the compose files, before any edit is made. */
export class ChangeCollector {
  readonly changes = new Map<ComposeFile, YamlChange[]>();
  readonly notices: { readonly owner: string; readonly notice: Notice }[] = [];

  /** Takes a wish; of two that concern the same entry or scalar the first one counts. */
  add(file: ComposeFile, owner: string, wish: Wish): void {
    const changes = this.changes.get(file) ?? [];
    this.changes.set(file, changes);
    const change = { owner, ...wish } as YamlChange;
    if (!changes.some((other) => sameSubject(other, change))) changes.push(change);
  }

  tell(owner: string, notice: Notice): void {
    this.notices.push({ owner, notice });
  }
}

function sameSubject(a: YamlChange, b: YamlChange): boolean {
  if (a.kind === 'remove' && b.kind === 'remove') return a.entry === b.entry;
  if (a.kind === 'replace' && b.kind === 'replace') return a.scalar === b.scalar;
  if (a.kind === 'splice' && b.kind === 'splice') return a.span.start === b.span.start;
  if (a.kind === 'add' && b.kind === 'add') {
    return a.to === b.to && a.lines.join('\n') === b.lines.join('\n');
  }
  return (
    a.kind === 'fill' &&
    b.kind === 'fill' &&
    a.pair === b.pair &&
    a.lines.join('\n') === b.lines.join('\n')
  );
}

/** Where a span of a compose file stands, for a notice. */
export function placeIn(file: ComposeFile, span: Span) {
  return { path: file.source.path, range: rangeOf(file.source.text, span) };
}
