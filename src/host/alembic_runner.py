"""Runs Alembic for Engine Switch: one request as JSON on the command line, events as JSON lines.

The project's own env.py decides which database it opens. On SQLite its connections can be sent to
a copy of the file, with foreign keys off (a table rebuild would delete the children), and what is
done is written to the events file. Python 3.8 or newer; nothing but Alembic is needed.
"""

import contextlib
import json
import os
import re
import sqlite3
import sqlite3.dbapi2
import sys
from urllib.parse import unquote

REQUEST = json.loads(sys.argv[1])
REBUILD_RENAME = re.compile(r'\s*ALTER\s+TABLE\s+"?_alembic_tmp_.*\sRENAME\s+TO\s', re.I | re.S)
LOGGED = re.compile(
    r"\s*(CREATE|ALTER|DROP|DELETE|REPLACE|INSERT|UPDATE|WITH|COMMENT|TRUNCATE|GRANT|DO)\b", re.I
)
BULK = re.compile(r"\s*(INSERT INTO|UPDATE)\b", re.I)
MOST_BULK = 200

events = open(REQUEST["events"], "a", encoding="utf-8")
bulk = 0


def emit(kind, **values):
    events.write(json.dumps({"kind": kind, **values}, default=str) + "\n")
    events.flush()


def log_statement(sql):
    global bulk
    if not LOGGED.match(sql):
        return
    if BULK.match(sql):
        bulk += 1
        if bulk > MOST_BULK:
            return
    emit("statement", sql=sql)


class Cursor(sqlite3.Cursor):
    def execute(self, sql, *parameters):
        if not REBUILD_RENAME.match(sql):
            return super().execute(sql, *parameters)
        # While a table is rebuilt its views are broken; RENAME refuses that unless told otherwise.
        super().execute("PRAGMA legacy_alter_table = ON")
        try:
            return super().execute(sql, *parameters)
        finally:
            super().execute("PRAGMA legacy_alter_table = OFF")


class Connection(sqlite3.Connection):
    def cursor(self, *args, **kwargs):
        return super().cursor(*args, **({"factory": Cursor} if not args else {}), **kwargs)


def ignore_foreign_keys_on(action, name, value, *_):
    setting = action == sqlite3.SQLITE_PRAGMA and str(name).lower() == "foreign_keys"
    return sqlite3.SQLITE_IGNORE if setting and value is not None else sqlite3.SQLITE_OK


def file_of(database, is_uri):
    path = os.fsdecode(database)
    if is_uri and path.startswith("file:"):
        path = unquote(path[len("file:") :].split("?")[0])
    if path in ("", ":memory:"):
        return None
    return os.path.realpath(path)


open_database = sqlite3.connect


def connect(database, *args, **kwargs):
    file = file_of(database, kwargs.get("uri", False))
    if file is None:
        return open_database(database, *args, **kwargs)
    emit("connect", file=file)
    redirect = REQUEST.get("redirect")
    if redirect and file == os.path.realpath(redirect["from"]):
        kwargs = {**kwargs, "factory": Connection, "uri": False}
        connection = open_database(redirect["to"], *args, **kwargs)
        connection.set_authorizer(ignore_foreign_keys_on)
        connection.set_trace_callback(log_statement)
        return connection
    if REQUEST["command"] == "status" and not os.path.exists(file):
        # Only looking: a database that is not there is not made.
        return open_database(":memory:", *args, **{**kwargs, "uri": False})
    return open_database(database, *args, **kwargs)


sqlite3.connect = connect
sqlite3.dbapi2.connect = connect


def watch_operations():
    from alembic.operations import base, ops

    kinds = {
        ops.DropIndexOp: ("drop-index", "index_name"),
        ops.DropConstraintOp: ("drop-constraint", "constraint_name"),
        ops.DropColumnOp: ("drop-column", "column_name"),
        ops.AlterColumnOp: ("alter-column", "column_name"),
    }
    invoke = base.AbstractOperations.invoke

    def watched(self, operation):
        for kind, (name, attribute) in kinds.items():
            if isinstance(operation, kind):
                named = getattr(operation, attribute, None)
                emit(
                    "operation",
                    operation=name,
                    table=getattr(operation, "table_name", None),
                    name=None if named is None else str(named),
                )
        return invoke(self, operation)

    base.AbstractOperations.invoke = watched


def watch_revisions():
    from alembic.runtime.environment import EnvironmentContext

    configure = EnvironmentContext.configure

    def applied(ctx, step, heads, run_args, **_):
        up = step.is_upgrade
        names = [step.up_revision_id] if up else list(step.source_revision_ids)
        for name in names:
            emit("revision", name=name, direction="up" if up else "down")

    def watched(self, *args, **kwargs):
        theirs = kwargs.pop("on_version_apply", None) or ()
        theirs = (theirs,) if callable(theirs) else tuple(theirs)
        return configure(self, *args, on_version_apply=theirs + (applied,), **kwargs)

    EnvironmentContext.configure = watched


def watch_offline_sql():
    from alembic.ddl.impl import DefaultImpl

    write = DefaultImpl.static_output

    def watched(self, text):
        log_statement(text.rstrip().rstrip(";"))
        return write(self, text)

    DefaultImpl.static_output = watched


def use_database(name):
    """Sends every connection of SQLAlchemy to another database of the same server."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    @event.listens_for(Engine, "do_connect")
    def redirect(dialect, record, arguments, parameters):
        if dialect.name == "postgresql":
            parameters["dbname" if dialect.driver.startswith("psycopg") else "database"] = name
        record.info["engine_switch"] = True

    @event.listens_for(Engine, "connect")
    def check(connection, record):
        if "engine_switch" not in record.info:
            raise RuntimeError("env.py connects by a function of its own (creator).")

    @event.listens_for(Engine, "before_cursor_execute")
    def log(connection, cursor, sql, parameters, context, many):
        if connection.dialect.name == "postgresql":
            log_statement(f"{sql} /* {parameters} */" if parameters else sql)


def run_sql(statements):
    """Reads and changes the database outside of a transaction, on a connection of its own."""

    def run(current, context):
        options = {"isolation_level": "AUTOCOMMIT", "no_parameters": True}
        with context.connection.engine.connect().execution_options(**options) as connection:
            for sql in statements:
                result = connection.exec_driver_sql(sql)
                if result.returns_rows:
                    emit("rows", text=result.scalar())
        return []

    return run


def target_of(context):
    bind = context.connection or context.bind
    if bind is None:
        return {"dialect": context.dialect.name, "tables": 0}
    url = bind.engine.url
    host = url.host and (url.host if url.port is None else f"{url.host}:{url.port}")
    return {
        "dialect": url.get_backend_name(),
        "host": host,
        "database": url.database,
        "tables": count_tables(context.connection),
    }


def count_tables(connection):
    from sqlalchemy import inspect

    if connection is None:
        return 0
    return len([name for name in inspect(connection).get_table_names() if name != "alembic_version"])


def run_environment(config, script, work):
    """Runs env.py with work in the place of migrations."""
    from alembic.runtime.environment import EnvironmentContext

    with EnvironmentContext(config, script, fn=work, dont_mutate=True):
        script.run_env()


def status(config):
    from alembic import __version__
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(config)
    found = {"current": [], "target": {"tables": 0}}
    databases = set()

    def look(current, context):
        found["current"] = list(current)
        found["target"] = target_of(context)
        databases.add(found["target"].get("database"))
        return []

    run_environment(config, script, look)
    revisions = [
        {
            "id": revision.revision,
            "down": list(revision._all_down_revisions),
            "message": revision.doc or "",
            "path": revision.path,
            "labels": sorted(revision.branch_labels),
        }
        for revision in reversed(list(script.walk_revisions()))
    ]
    emit(
        "status",
        version=__version__,
        python=sys.executable,
        databases=len(databases),
        heads=list(script.get_heads()),
        revisions=revisions,
        **found,
    )


@contextlib.contextmanager
def inside_flask():
    """The application's context, in which Flask-Migrate's env.py runs."""
    from flask.cli import ScriptInfo, load_dotenv

    # As under the flask command: app.run() of a module that is imported does nothing.
    os.environ["FLASK_RUN_FROM_CLI"] = "true"
    load_dotenv()
    named = os.environ.get("FLASK_APP") or REQUEST["flask"].get("application")
    with ScriptInfo(app_import_path=named).load_app().app_context():
        yield


def flask_config(options):
    """Alembic's configuration as Flask-Migrate and the application's callbacks make it."""
    from flask import current_app

    if "migrate" not in current_app.extensions:
        raise RuntimeError("The Flask application has no Migrate(app, db).")
    migrate = current_app.extensions["migrate"].migrate
    config = migrate.get_config(os.path.abspath(REQUEST["flask"]["directory"]))
    for name, value in vars(options).items():
        if not hasattr(config.cmd_opts, name):
            setattr(config.cmd_opts, name, value)
    return config


def use_versions(config, folder):
    """Revisions of one folder alone; its path may hold what separates paths elsewhere."""
    for name in ("path_separator", "version_path_separator"):
        config.set_main_option(name, "os")
    config.set_main_option("version_locations", folder.replace("%", "%%"))


def main():
    from alembic.config import CommandLine

    watch_operations()
    watch_revisions()
    watch_offline_sql()
    line = CommandLine(prog="alembic")
    run_command = line.run_cmd

    def run(config, options):
        if REQUEST.get("flask"):
            config = flask_config(options)
        if REQUEST.get("versions"):
            use_versions(config, REQUEST["versions"])
        if REQUEST["command"] == "run":
            run_command(config, options)
            return
        with contextlib.redirect_stdout(sys.stderr):
            if REQUEST["command"] == "status":
                status(config)
                return
            from alembic.script import ScriptDirectory

            script = ScriptDirectory.from_config(config)
            run_environment(config, script, run_sql(REQUEST["sql"]))

    line.run_cmd = run
    if REQUEST.get("database"):
        use_database(REQUEST["database"])
    # What is no command of Alembic's takes the configuration of one that has no argument.
    current = [] if REQUEST["command"] == "run" else ["current"]
    with inside_flask() if REQUEST.get("flask") else contextlib.nullcontext():
        line.main(argv=[*REQUEST["argv"], *current])


sys.path.insert(0, os.getcwd())
main()
