import type * as vscode from 'vscode';
import type { GridAction, ToGrid } from '../../data/grid/protocol.ts';

type Post = (message: ToGrid) => void;

/** The grid that the user works in: what menus, keys and the palette ask for is done there. */
export class ActiveGrid {
  private post: Post | undefined;

  /** Follows a panel for as long as it lives. */
  follow(panel: vscode.WebviewPanel, post: Post): vscode.Disposable {
    const look = () => {
      if (panel.active) this.post = post;
      else if (this.post === post && !panel.visible) this.post = undefined;
    };
    look();
    const watching = panel.onDidChangeViewState(look);
    return {
      dispose: () => {
        watching.dispose();
        if (this.post === post) this.post = undefined;
      },
    };
  }

  act(action: GridAction): void {
    this.post?.({ kind: 'act', action });
  }
}
