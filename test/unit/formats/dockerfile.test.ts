import assert from 'node:assert/strict';
import {
  readDockerfile,
  shellWords,
  stageWithBases,
  targetStage,
} from '../../../src/formats/dockerfile.ts';

const text = `# syntax=docker/dockerfile:1
ARG PY=3.12
FROM --platform=linux/amd64 python:\${PY} AS Base
WORKDIR /app
run apt-get update \\
    # the client
    && apt-get install -y libpq-dev \\

       gcc;echo "a b"
COPY <<EOF /etc/x
FROM nothing
EOF
FROM base
ENV A=b
CMD ["x"]`;

describe('formats/dockerfile', () => {
  const file = readDockerfile(text);

  it('reads instructions with continuations, comments and heredocs', () => {
    assert.deepEqual(
      file.instructions.map(({ name }) => name),
      ['ARG', 'FROM', 'WORKDIR', 'RUN', 'COPY', 'FROM', 'ENV', 'CMD'],
    );
    const copy = file.instructions[4];
    assert.equal(
      text.slice(copy?.span.start, copy?.span.end),
      'COPY <<EOF /etc/x\nFROM nothing\nEOF',
    );
  });

  it('knows stages and what they are built on', () => {
    const last = targetStage(file);
    assert.ok(last);
    assert.deepEqual(
      stageWithBases(file, last).map(({ base }) => base),
      ['base', 'python:${PY}'],
    );
    assert.equal(targetStage(file, 'base')?.name, 'Base');
  });

  it('splits shell words with their places', () => {
    const run = file.instructions[3];
    assert.ok(run);
    const words = shellWords(text, run);
    assert.deepEqual(
      words.map((word) => word.text),
      [
        'apt-get',
        'update',
        '&&',
        'apt-get',
        'install',
        '-y',
        'libpq-dev',
        'gcc',
        ';',
        'echo',
        '"a b"',
      ],
    );
    for (const { text: word, span } of words) assert.equal(text.slice(span.start, span.end), word);
  });

  it('reads an escape directive, CRLF and a byte order mark', () => {
    const other = readDockerfile('\uFEFF# escape=`\r\nFROM a\r\nRUN x `\r\n  y\r\nUSER u\r\n');
    assert.deepEqual(
      other.instructions.map(({ name, args }) => [name, args]),
      [
        ['FROM', 'a'],
        ['RUN', 'x    y'],
        ['USER', 'u'],
      ],
    );
  });
});
