"""`python -m socialdomain.healthy web|worker|beat|sweeper`: does this program do its work? Exit code 1 if not.

Without Django, because a container asks it each half minute. Worker and beat answer for each other: the sign of life
is a round that beat asked for and a worker finished.
"""

import argparse
import http.client
import os
import sys

import psycopg

from socialdomain.embedded.state import load_env

STALLED_AFTER = 90  # seconds without a finished round
ROUNDS = {"worker": "beat", "beat": "beat", "sweeper": "sweep"}  # whose rounds, as cases_heartbeat names them
AGE = "SELECT extract(epoch FROM clock_timestamp() - at) FROM cases_heartbeat WHERE name = %s"


def web() -> str:
    """What is wrong with the web server on this machine, or nothing."""
    address = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or '8000'}"
    host, _, port = address.rpartition(":")
    connection = http.client.HTTPConnection("127.0.0.1" if host in ("0.0.0.0", "") else host, int(port), timeout=10)  # noqa: S104
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    try:
        connection.request("GET", "/healthz", headers={"Host": name.lstrip(".") if name != "*" else "localhost"})
        answer = connection.getresponse()
        return "" if answer.status == http.client.OK else f"{answer.status} {answer.read(200).decode(errors='replace')}"
    except OSError as error:
        return f"no answer at {address}: {error}"
    finally:
        connection.close()


def rounds(name: str) -> str:
    """What is wrong with the rounds of this sweeper, or nothing."""
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as database:
            row = database.execute(AGE, [name]).fetchone()
    except psycopg.Error as error:
        return str(error).partition("\n")[0]
    if row is None:
        return "no round was ever finished"
    return "" if row[0] <= STALLED_AFTER else f"the last round was {row[0]:.0f} seconds ago"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m socialdomain.healthy")
    parser.add_argument("program", choices=("web", *ROUNDS))
    program = parser.parse_args().program
    load_env()
    if problem := web() if program == "web" else rounds(ROUNDS[program]):
        sys.exit(f"{program}: {problem}")


if __name__ == "__main__":
    main()
