"""Readable numbers for people: gaps are allowed, a number is never used twice."""

from datetime import datetime

from django.db import connection

from cases.rules.calendar import local_day


def next_case_number(at: datetime) -> str:
    """`2026-01911`: the year of opening and a number from a sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_case_number')")
        number = int(cursor.fetchone()[0])
    return f"{local_day(at).year}-{number:05d}"
