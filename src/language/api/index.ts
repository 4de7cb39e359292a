import type { ApiRule } from './api-rule.ts';
import { knexMethod } from './knex-method.ts';
import { knexNullOrder } from './knex-null-order.ts';
import { knexOperator } from './knex-operator.ts';
import { knexSpecificType } from './knex-specific-type.ts';
import { sqlalchemyConstruct } from './sqlalchemy-construct.ts';
import { sqlalchemyDistinct } from './sqlalchemy-distinct.ts';
import { sqlalchemyExtract } from './sqlalchemy-extract.ts';
import { sqlalchemyFunction } from './sqlalchemy-function.ts';
import { sqlalchemyIndexOption } from './sqlalchemy-index-option.ts';
import { sqlalchemyJsonb } from './sqlalchemy-jsonb.ts';
import { sqlalchemyOperator } from './sqlalchemy-operator.ts';
import { sqlalchemyType } from './sqlalchemy-type.ts';

/** What of SQLAlchemy and Knex is PostgreSQL's alone; each was run on SQLite. */
export const apiRules: readonly ApiRule[] = [
  knexMethod,
  knexNullOrder,
  knexOperator,
  knexSpecificType,
  sqlalchemyConstruct,
  sqlalchemyDistinct,
  sqlalchemyExtract,
  sqlalchemyFunction,
  sqlalchemyIndexOption,
  sqlalchemyJsonb,
  sqlalchemyOperator,
  sqlalchemyType,
];
