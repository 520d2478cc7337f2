"""What every migration leaves behind: the declared permissions, and the rights of the application's role."""

from contextlib import suppress
from typing import Any

from django.apps import apps as global_apps
from django.conf import settings
from django.db import connections, transaction

from cases.contract import laws

CORE_PERMISSIONS = (
    ("cases.register", "Personen en meldingen registreren"),
    ("cases.read_household", "Huishoudens bekijken"),
    ("cases.read_protected", "Afgeschermde adressen zien van eigen zaken"),
    ("cases.assign", "Zaken verdelen"),
    ("cases.manage_letters", "Teksten en huisstijl van brieven beheren"),
    ("cases.manage_terms", "Feestdagen, eigen regels en keuzes van de gemeente beheren"),
    ("cases.confirm_terms", "Als jurist zeggen of een regel klopt"),
    ("cases.read_log", "Zien wie keek"),
    ("cases.attend_meldcode", "Alle meldcodes zien, als aandachtsfunctionaris"),
    ("cases.read_retention", "Zien welke zaken vernietigd mogen worden"),
)
LOG_TABLES = ("cases_event", "cases_readlog")


def after_migrate(using: str, apps: Any = global_apps, **kwargs: Any) -> None:  # noqa: ARG001 - what Django sends
    _make_permissions(using, apps)
    _make_chain_heads(using, apps)
    _note_release(using, apps)
    _grant_application_role(using)


def _make_chain_heads(using: str, apps: Any) -> None:
    """A flushed database has lost the heads that migrations/0002 made."""
    heads = apps.get_model("cases", "ChainHead").objects.db_manager(using)
    for name in ("event", "readlog"):
        heads.get_or_create(name=name)


def _note_release(using: str, apps: Any) -> None:
    """Who finds a database that is too new for it can then say which version to start (queries/versions.py)."""
    with suppress(LookupError):  # migrated back to before there was a table for it
        apps.get_model("cases", "Release").objects.db_manager(using).get_or_create(version=settings.VERSION)


def _make_permissions(using: str, apps: Any) -> None:
    """All permissions of laws hang on Case, under their own full name: `cases.wmo.decide`."""
    content_type = apps.get_model("contenttypes", "ContentType").objects.db_manager(using)
    permission = apps.get_model("auth", "Permission").objects.db_manager(using)
    case_type, _ = content_type.get_or_create(app_label="cases", model="case")
    declared = [*CORE_PERMISSIONS, *(pair for law in laws for pair in law.permissions)]
    for codename, name in declared:
        permission.update_or_create(content_type=case_type, codename=codename, defaults={"name": name})


def _grant_application_role(using: str) -> None:
    """The role is the user of the default connection; nothing happens where owner and application are one (tests)."""
    role = settings.DATABASES["default"].get("USER")
    if role and role != connections[using].settings_dict["USER"]:
        grant_to_application(role, using)


def grant_to_application(role: str, using: str) -> None:
    """Give the application's role its rights, as the owner; never UPDATE, DELETE or TRUNCATE on a log."""
    connection = connections[using]
    name = connection.ops.quote_name(role)
    # In one transaction: the logs are never open for a moment.
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(f"REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM {name}")
        cursor.execute(
            "SELECT format('%%I', relname) FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
            " WHERE inhparent::regclass::text = ANY(%s)",
            [list(LOG_TABLES)],
        )
        for table in (*LOG_TABLES, *(row[0] for row in cursor.fetchall())):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {name}")
        # A note is added, never changed; it goes only with the whole of its case.
        cursor.execute(f"REVOKE UPDATE ON cases_note FROM {name}")
        cursor.execute(f"REVOKE UPDATE ON cases_letterdispatch, cases_letterwithdrawal FROM {name}")
        # A text or look of letters gets a new version; an older one stays as it was.
        cursor.execute(f"REVOKE UPDATE, DELETE ON cases_textblock, cases_lettertheme FROM {name}")
        # A step of a meldcode is never changed: done again, it is another line.
        cursor.execute(f"REVOKE UPDATE ON cases_meldcodestep FROM {name}")
        # Only the trigger moves the head of a chain, with the owner's rights.
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON cases_chainhead FROM {name}")
        # What the owner did is for the owner to say.
        cursor.execute(f"REVOKE ALL ON django_migrations, cases_release FROM {name}")
        cursor.execute(f"GRANT SELECT ON django_migrations, cases_release TO {name}")
