"""Three roles: one to begin with, one that owns the tables, one that the application uses.

The owner runs the migrations and makes test databases. The application's role owns nothing, so
it cannot change a table, skip a trigger, or TRUNCATE; migrations take UPDATE and DELETE on the
event tables away from it (NEN 7513: a log that cannot be changed unseen).
"""

import psycopg
from psycopg import sql

SUPERUSER = "samenhang_super"
OWNER = "samenhang_owner"
APPLICATION = "samenhang_app"
DATABASE = "samenhang"


def ensure(superuser_url: str, template_url: str, owner: str, application: str) -> None:
    """Bring roles, passwords, default privileges and the database to what they must be.

    `owner` and `application` are passwords; the URLs are the superuser's, to the databases
    `postgres` and `template1`. Doing it again changes nothing.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        _role(connection, OWNER, owner, "CREATEDB")
        _role(connection, APPLICATION, application, "NOCREATEDB")
    # In template1, because a new database takes its default privileges from there: the tests'
    # databases get the same ones as the real one.
    with psycopg.connect(template_url, autocommit=True) as connection:
        for what in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE ON SEQUENCES"):
            connection.execute(
                sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} TO {}").format(
                    sql.Identifier(OWNER), sql.SQL(what), sql.Identifier(APPLICATION)
                )
            )
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template1").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )


def _role(connection: psycopg.Connection[tuple[object, ...]], name: str, password: str, databases: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {} PASSWORD {}").format(
            sql.SQL("CREATE" if known is None else "ALTER"),
            sql.Identifier(name),
            sql.SQL(databases),
            sql.Literal(password),
        )
    )
