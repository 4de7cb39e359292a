/** What VS Code gives to a webview. https://code.visualstudio.com/api/extension-guides/webview */
interface VSCodeApi<State> {
  postMessage(message: unknown): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi<State>(): VSCodeApi<State>;

/** The bridge to the extension; it can be taken once. */
export function vscodeApi<State>(): VSCodeApi<State> {
  return acquireVsCodeApi<State>();
}
