"""Fixtures for every test: the logs are cleared after a test that commits, and the actors everybody knows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A browser's keep-alive may hold a connection a moment longer than its test; the database goes nevertheless."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _clear_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Django's flush knows managed tables only, and the application may not truncate a log: the owner does."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        database = request.getfixturevalue("django_db_blocker")
        with database.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE cases_event, cases_readlog")
            cursor.execute("UPDATE cases_chainhead SET last_id = 0, hash = ''")


@pytest.fixture
def at() -> datetime:
    """Tuesday 24 November 2026, 10.42 in Amsterdam: the clock of the prototype."""
    return datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
