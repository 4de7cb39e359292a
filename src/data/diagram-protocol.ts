import type { Diagram } from './diagram.ts';

/** What the diagram's webview is told. */
export interface DiagramSetup {
  /** The database's id, to find it again. */
  readonly database: string;
  readonly diagram: Diagram;
  readonly texts: DiagramTexts;
}

export interface DiagramTexts {
  readonly diagram: string;
  readonly find: string;
  readonly found: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly all: string;
}

/** What a diagram remembers over a reload of the window. */
export interface DiagramState {
  readonly database: string;
  readonly zoom: number;
}

/** What it asks for; a PNG's content is base64. */
export type DiagramToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'save'; readonly format: 'svg' | 'png'; readonly content: string }
  | { readonly kind: 'mermaid' };
