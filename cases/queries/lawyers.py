"""Who may say whether a rule is right."""

from django.db.models import QuerySet

from cases.models import User

CONFIRMS = "cases.confirm_terms"


def lawyers() -> QuerySet[User]:
    """The active colleagues whose role is that of a lawyer; one statement."""
    rows = User.objects.filter(
        is_active=True, groups__permissions__content_type__app_label="cases", groups__permissions__codename=CONFIRMS
    )
    return rows.distinct().order_by("last_name", "pk")
