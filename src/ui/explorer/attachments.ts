import type * as vscode from 'vscode';
import { placeOfUri } from './workspace-place.ts';

const attachedKey = 'engineSwitch.attached';

/** A file that the user has attached to a database. */
export interface Attachment {
  /** Its name as a schema. */
  readonly schema: string;
  /** As `workspace-place.ts` remembers files. */
  readonly place: string;
}

/** Which files are attached to which databases; remembered in the workspace. */
export class Attachments {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  of(database: string): readonly Attachment[] {
    return this.all()[database] ?? [];
  }

  async attach(database: string, schema: string, uri: vscode.Uri): Promise<void> {
    const place = placeOfUri(uri);
    const others = this.of(database).filter((known) => known.schema !== schema);
    await this.set(database, [...others, { schema, place }]);
  }

  async detach(database: string, schema: string): Promise<void> {
    await this.set(
      database,
      this.of(database).filter((known) => known.schema !== schema),
    );
  }

  private all(): Readonly<Record<string, readonly Attachment[]>> {
    return this.state.get<Record<string, readonly Attachment[]>>(attachedKey) ?? {};
  }

  private async set(database: string, attached: readonly Attachment[]): Promise<void> {
    await this.state.update(attachedKey, { ...this.all(), [database]: attached });
  }
}
