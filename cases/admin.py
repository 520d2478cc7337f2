"""Tables for a functional administrator: colleagues, roles, teams, norms. No person, case or log is reachable here."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cases.models import LocalRule, Municipality, Team, TeamMembership, User
from cases.views.errors import not_found


@login_not_required
def _log_in(request: HttpRequest, **_: Any) -> HttpResponse:
    """The product's own log-in, with its second step; Django's would skip that. Who is logged in needs no other."""
    if request.user.is_authenticated:
        return redirect("admin:index") if admin.site.has_permission(request) else not_found(request)
    return redirect_to_login(request.get_full_path())


admin.site.login = _log_in  # type: ignore[method-assign,assignment]
admin.site.site_header = "Samenhang: tabellen"


class MembershipInline(admin.TabularInline):
    model = TeamMembership
    extra = 0


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    list_display = ("name", "municipality")
    inlines = (MembershipInline,)


@admin.register(User)
class ColleagueAdmin(UserAdmin):
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active", "is_staff")}),
        ("Wie", {"fields": ("first_name", "last_name", "email", "role_title", "phone", "mandate", "stand_in")}),
        ("Rollen", {"fields": ("groups",)}),
    )


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    list_display = ("name", "code")


@admin.register(LocalRule)
class LocalRuleAdmin(admin.ModelAdmin):
    """To look at only: a rule is added on the page Beheer, which shows what it moves and leaves an event."""

    list_display = ("rule", "municipality", "amount", "unit", "valid_from", "added_by")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False
