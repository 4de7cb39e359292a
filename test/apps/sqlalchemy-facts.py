"""Runs each line of JSON ({"code", ...}) on SQLite with SQLAlchemy; prints what came of it as JSON."""

import json
import sys

import sqlalchemy as sa
from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table
from sqlalchemy import any_, extract, func, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as pg_insert


def tables():
    meta = MetaData()
    return {
        "meta": meta,
        "ids": [1, 2],
        "users": Table("users", meta, Column("id", Integer, primary_key=True), Column("name", String)),
        # As an application has it for PostgreSQL; SQLite's table of it is made by hand.
        "docs": Table("docs", MetaData(), Column("id", Integer, primary_key=True), Column("data", JSONB)),
        "orders": Table(
            "orders", meta, Column("id", Integer, primary_key=True),
            Column("customer_id", Integer), Column("placed_at", sa.DateTime),
        ),
        "mails": Table(
            "mails", meta, Column("id", Integer, primary_key=True),
            Column("user", Integer), Column("is_primary", sa.Boolean),
        ),
    }


def run(code):
    names = {**globals(), **tables()}
    engine = sa.create_engine("sqlite://")
    is_column = code.split("=")[0].strip().isidentifier() and "Column(" in code
    if is_column:
        name, value = code.split("=", 1)
        column = eval(value, names)
        column.name = column.key = name.strip()
        Table("made", names["meta"], Column("id", Integer, primary_key=True), column)
    value = None if is_column else eval(code, names)
    names["meta"].create_all(engine)
    if isinstance(value, sa.ColumnElement):
        value = select(value)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE docs (id INTEGER PRIMARY KEY, data TEXT)"))
        connection.execute(insert(names["users"]), [{"name": "Ada"}, {"name": "bob"}])
        connection.execute(insert(names["orders"]), [{"customer_id": 1}, {"customer_id": 1}])
        if isinstance(value, sa.sql.expression.Executable):
            return len(connection.execute(value).all())
        indexes = sa.inspect(connection).get_indexes("mails")
        return [index.get("dialect_options", {}).get("sqlite_where") is not None for index in indexes]


for line in sys.stdin:
    try:
        print(json.dumps({"result": run(json.loads(line)["code"])}))
    except Exception as error:
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}))
