"""The routes of the product, and a page with nothing on it: what the frame alone costs somebody who is logged in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from socialdomain.urls import handler404, handler500
from socialdomain.urls import urlpatterns as product

__all__ = ["handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


urlpatterns = [path("leeg", empty, name="empty"), *product]
