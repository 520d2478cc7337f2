"""Production's settings, with one page more: the empty one that all others are measured against."""

from socialdomain.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
