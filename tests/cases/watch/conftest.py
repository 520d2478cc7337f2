"""A team with a consulent who handles one toy case, opened on Tuesday 24 November 2026."""

from datetime import datetime

import pytest

from cases.models import Case, Team, User
from tests.factories.case import make_case, make_team, make_user


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


@pytest.fixture
def fenna(team: Team) -> User:
    return make_user("fenna", "toylaw.work", team=team)


@pytest.fixture
def case(fenna: User, at: datetime) -> Case:
    """Decide uiterlijk 19 January 2027 (8 weeks), warned on the 12th; own plan uiterlijk 1 December 2026."""
    return make_case(fenna, at, handler=fenna)
