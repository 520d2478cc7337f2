"""The two database roles: one owns the tables and migrates, the other is the application's.

The application's role owns nothing, so it cannot change a table, skip a trigger, or TRUNCATE; migrations take UPDATE
and DELETE on the event tables away from it (NEN 7513: a log that cannot be changed unseen).

`python -m socialdomain.roles` makes both, and the database, with the names and passwords of DATABASE_URL and
MIGRATE_DATABASE_URL, as the superuser of SUPERUSER_DATABASE_URL; doing it again changes nothing but a password.
`python -m socialdomain.roles --sql` prints the SQL for who would rather do it by hand.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

OWNER = "samenhang_owner"
APPLICATION = "samenhang_app"
DATABASE = "samenhang"
_NEEDED = ("SUPERUSER_DATABASE_URL", "MIGRATE_DATABASE_URL", "DATABASE_URL")


@dataclass(frozen=True, slots=True)
class Login:
    """A role that can log in."""

    name: str
    password: str


def ensure(superuser_url: str, owner_url: str, application_url: str, *, for_tests: bool = False) -> None:
    """Bring roles, passwords, default privileges and the database to what they must be.

    `for_tests`: the owner may make databases, and these have the same default privileges as the real one.
    """
    owner, application = _login(owner_url), _login(application_url)
    database = urlsplit(owner_url).path.strip("/")
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for login in (owner, application):
            connection.execute(_role("ALTER" if login.name in roles else "CREATE", login))
        if for_tests:
            connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(owner.name)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(_database(database, owner))
    # A new database takes its default privileges from template1.
    for name in (database, *(["template1"] if for_tests else [])):
        with psycopg.connect(superuser_url, dbname=name, autocommit=True) as connection:
            for statement in _defaults(owner, application):
                connection.execute(statement)


def script() -> Iterator[str]:
    """The same as SQL, for an empty server; the passwords are yours to fill in."""
    owner, application = Login(OWNER, "..."), Login(APPLICATION, "...")
    statements = [_role("CREATE", owner), _role("CREATE", application), _database(DATABASE, owner)]
    yield from (f"{statement.as_string()};" for statement in statements)
    yield f"\\c {DATABASE}"
    yield from (f"{statement.as_string()};" for statement in _defaults(owner, application))


def _role(verb: str, login: Login) -> sql.Composed:
    return sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD {}").format(
        sql.SQL(verb), sql.Identifier(login.name), sql.Literal(login.password)
    )


def _database(name: str, owner: Login) -> sql.Composed:
    return sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner.name))


def _defaults(owner: Login, application: Login) -> Iterator[sql.Composed]:
    for what in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE ON SEQUENCES"):
        yield sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} TO {}").format(
            sql.Identifier(owner.name), sql.SQL(what), sql.Identifier(application.name)
        )


def _login(url: str) -> Login:
    parts = urlsplit(url)
    return Login(unquote(parts.username or ""), unquote(parts.password or ""))


def main() -> None:
    """Make the roles, or print the SQL. Ends with one sentence when that cannot be."""
    if sys.argv[1:] == ["--sql"]:
        sys.stdout.writelines(f"{line}\n" for line in script())
        return
    if missing := [name for name in _NEEDED if not os.environ.get(name)]:
        sys.exit(f"samenhang: Set {', '.join(missing)} (.env.example).")
    try:
        ensure(*(os.environ[name] for name in _NEEDED))
    except psycopg.Error as error:
        sys.exit(f"samenhang: The roles could not be made: {str(error).partition(chr(10))[0]}")


if __name__ == "__main__":
    main()
