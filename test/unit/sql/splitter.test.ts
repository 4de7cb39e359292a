import assert from 'node:assert/strict';
import { splitScript } from '../../../src/sql/splitter.ts';

function texts(script: string): readonly string[] {
  return splitScript(script).map(({ kind, text }) =>
    kind === 'statement' ? text : `${kind}: ${text}`,
  );
}

describe('splitScript', () => {
  it('splits at semicolons outside of quotes, comments and parentheses', () => {
    const script = `select ';', "a;b" -- c;\n, /* ; /* ; */ ; */ 1;\ncreate rule r as on insert to t do (select 1; select 2);;\n select 3 ;`;
    assert.deepEqual(texts(script), [
      `select ';', "a;b" -- c;\n, /* ; /* ; */ ; */ 1`,
      'create rule r as on insert to t do (select 1; select 2)',
      'select 3',
    ]);
  });

  it('keeps dollar-quoted bodies, escape strings and names with dollars', () => {
    const script = `do $x$ begin; $$;$$ end $x$; select E'\\';', a$b$c; select $1`;
    assert.deepEqual(texts(script), [
      'do $x$ begin; $$;$$ end $x$',
      `select E'\\';', a$b$c`,
      'select $1',
    ]);
  });

  it('keeps the bodies of SQL routines and of SQLite triggers', () => {
    const routine =
      'create function f() returns int begin atomic select case when true then 1 end; end';
    const trigger =
      'create trigger t after insert on a begin update a set b = 1; delete from c; end';
    assert.deepEqual(texts(`${routine};\n${trigger}; begin; commit`), [
      routine,
      trigger,
      'begin',
      'commit',
    ]);
  });

  it('takes psql commands and COPY data as parts of their own', () => {
    const script =
      "\\connect db\nCOPY t (a) FROM stdin;\n1\tit's;\n\\.\n\nselect 1 \\gexec\nselect 2";
    assert.deepEqual(texts(script), [
      'psql-command: \\connect db',
      'COPY t (a) FROM stdin',
      "copy-data: 1\tit's;\n\\.",
      'select 1',
      'psql-command: \\gexec',
      'select 2',
    ]);
  });

  it('leaves comments before a statement out of it, and takes an unclosed quote as it is', () => {
    assert.deepEqual(texts("-- one\n/* two */ select 'x"), ["select 'x"]);
  });
});
