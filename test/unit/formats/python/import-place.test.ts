import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/edit.ts';
import { ensureImported, ensureModuleImported } from '../../../../src/formats/python/imports.ts';
import { parsePython } from '../../../../src/formats/python/module.ts';

describe('formats/python/import-place', () => {
  const withEvent = (text: string) => {
    const { value: module } = parsePython(text);
    return applyEdits(text, ensureImported(module, 'sqlalchemy', ['event']));
  };
  const added = 'from sqlalchemy import event\n';

  it('puts a statement where isort would, in the section of its package', () => {
    const before = 'import os\n\nimport uvicorn\nfrom fastapi import FastAPI\n';
    const after =
      'from sqlalchemy.orm import Session\nfrom starlette import status\n\nfrom app import x\n';
    assert.equal(withEvent(before + after), before + added + after);
  });

  it('knows the order that does not part the two styles', () => {
    const before = 'from alembic import op\nimport pytest\n';
    const after = 'from sqlalchemy.orm import Session\nimport uvicorn\n';
    assert.equal(withEvent(before + after), before + added + after);
  });

  it('stays beside its package where the section is in no order', () => {
    const before = 'from uuid import uuid4\nfrom sqlalchemy.orm import Session\n';
    const after = 'import asyncio\nfrom fastapi import FastAPI\n';
    assert.equal(withEvent(before + after), before + added + after);
  });

  it('keeps the comment that heads a section above it', () => {
    const before = 'import os\n\n# Database\n';
    const after = 'from sqlalchemy.orm import Session\n\nfrom app import x\n';
    assert.equal(withEvent(before + after), before + added + after);
  });

  it('goes behind all imports where none is of its package', () => {
    const before = 'import os\n\nfrom app import x  # noqa\n';
    assert.equal(withEvent(`${before}\nrun()\n`), `${before}${added}\nrun()\n`);
  });

  it('takes the line ends of the file, and its missing last one', () => {
    assert.equal(
      withEvent('import sqlalchemy.orm\r\nimport uvicorn\r\n'),
      'import sqlalchemy.orm\r\nimport uvicorn\r\nfrom sqlalchemy import event\r\n',
    );
    assert.equal(
      withEvent('from sqlalchemy.orm import Session\nfrom sqlalchemy.engine import Engine'),
      'from sqlalchemy.orm import Session\nfrom sqlalchemy.engine import Engine\nfrom sqlalchemy import event',
    );
  });

  it('places whole modules too', () => {
    const text = 'import fastapi\nimport uvicorn\nfrom sqlalchemy.orm import Session\n';
    const { value: module } = parsePython(text);
    assert.equal(
      applyEdits(text, ensureModuleImported(module, 'sqlalchemy')),
      'import fastapi\nimport sqlalchemy\nimport uvicorn\nfrom sqlalchemy.orm import Session\n',
    );
  });
});
