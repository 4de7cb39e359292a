import { qualifiedName } from '../../../formats/python/imports.ts';
import type { PythonNode } from '../../../formats/python/module.ts';
import {
  aiosqliteFamily,
  asyncpgFamily,
  type DriverFamily,
  psycopgFamily,
} from '../../facts/raw-family.ts';
import type { PythonFile } from '../../python-files.ts';
import { aiosqliteError, asyncpgType } from './aiosqlite-names.ts';
import { driverNames } from './driver-names.ts';
import { obstaclesIn } from './obstacles.ts';
import { psycopgName } from './psycopg-names.ts';

/** The drivers of a server whose code is moved, with what makes a file stay. */
export const leftFamilies: readonly {
  readonly family: DriverFamily;
  readonly obstaclesIn: (file: PythonFile) => readonly PythonNode[];
}[] = [
  { family: psycopgFamily, obstaclesIn },
  { family: asyncpgFamily, obstaclesIn: asyncpgObstacles },
  { family: aiosqliteFamily, obstaclesIn: aiosqliteObstacles },
];

function asyncpgObstacles({ module }: PythonFile): readonly PythonNode[] {
  const { connect, pool } = asyncpgFamily;
  return driverNames(module, asyncpgFamily).filter((node) => {
    const name = qualifiedName(module, node) ?? '';
    const isKnown = aiosqliteError(name) ?? asyncpgType(name);
    return !isKnown && !connect.test(name) && !pool.test(name);
  });
}

function aiosqliteObstacles({ module }: PythonFile): readonly PythonNode[] {
  return driverNames(module, aiosqliteFamily).filter((node) => {
    const name = qualifiedName(module, node) ?? '';
    const isRow = /\.Row$/.test(name);
    return !isRow && !psycopgName(name, 'async') && !aiosqliteFamily.connect.test(name);
  });
}
