#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { main } from './cli/main.ts';

void main(process.argv.slice(2), {
  out: (output) => process.stdout.write(output),
  err: (output) => process.stderr.write(output),
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  readInput: () => text(process.stdin),
  cwd: process.cwd(),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
