"""Routes: the core's pages, the pages of each law, the API, the functional administrator's tables."""

from django.contrib import admin
from django.urls import include, path

from cases.contract import laws

urlpatterns = [
    path("", include("cases.urls")),
    *(path(f"{law.key}/", include(law.urls)) for law in laws if law.urls),
    path("api/v1/", include("cases.api.urls")),
    path("beheer/tabellen/", admin.site.urls),
]
handler400 = "cases.views.errors.too_large"
handler404 = "cases.views.errors.not_found"
handler500 = "cases.views.errors.failed"
