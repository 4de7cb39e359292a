import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkspace } from '../../../src/adapters/workspace/read-workspace.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../../support/temporary-workspace.ts';

describe('adapters/workspace/read-workspace', () => {
  let workspace: TemporaryWorkspace;
  beforeEach(async () => {
    workspace = await temporaryWorkspace({
      'a/z.toml': 'a = 1\n',
      'a-b.toml': 'a = 2\n',
      'a.toml': 'a = 3\n',
      'a/b/c.env': 'X=1\n',
      'picture.png': '',
      'node_modules/a/index.js': 'require("pg")\n',
    });
  });
  afterEach(() => workspace.remove());

  const read = () => readWorkspace(workspace.folder);
  const put = (path: string, content: string | Uint8Array) =>
    writeFileSync(join(workspace.folder, path), content);

  it('gives files in path order, and enters no foreign folder', async () => {
    const { files, others } = await read();
    assert.deepEqual([...files.keys()], ['a-b.toml', 'a.toml', 'a/b/c.env', 'a/z.toml']);
    assert.deepEqual([...others], ['picture.png']);
  });

  it('reads a file whole that is larger than what is read at once', async () => {
    const text = `# é\n${'key = 1\n'.repeat(60_000)}last = 1\n`;
    put('large.toml', text);
    assert.equal((await read()).files.get('large.toml')?.text, text);
    assert.equal((await read()).files.get('a.toml')?.text, 'a = 3\n');
  });

  it('keeps a byte order mark and line ends', async () => {
    put('windows.env', '\uFEFFA=1\r\n');
    assert.equal((await read()).files.get('windows.env')?.text, '\uFEFFA=1\r\n');
  });

  it('names what is too large, no text, or not UTF-8', async () => {
    put('data.sql', '');
    truncateSync(join(workspace.folder, 'data.sql'), 3 * 1024 ** 3);
    put('binary.conf', Uint8Array.from([0x61, 0, 0x62]));
    put('latin1.conf', Uint8Array.from([0x61, 0xe9, 0x0a]));
    assert.deepEqual((await read()).skipped, [
      { path: 'binary.conf', reason: 'binary' },
      { path: 'data.sql', reason: 'too-large' },
      { path: 'latin1.conf', reason: 'encoding' },
    ]);
  });
});
