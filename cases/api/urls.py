"""Addresses of /api/v1, in Dutch; no slash at the end (API Design Rules, /core/no-trailing-slash)."""

from django.urls import path, re_path

from cases.api.case import Cases, OneCase
from cases.api.transition import Acts
from cases.api.view import Nowhere

urlpatterns = [
    path("zaken", Cases.as_view(), name="api_cases"),
    path("zaken/<uuid:uuid>", OneCase.as_view(), name="api_case"),
    path("zaken/<uuid:uuid>/handelingen", Acts.as_view(), name="api_acts"),
    re_path("", Nowhere.as_view()),
]
