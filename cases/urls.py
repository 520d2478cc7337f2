"""Page routes, in Dutch. No name, BSN or free text stands in an address: the public id is a UUID."""

from django.urls import path
from django.views.generic import RedirectView

from cases.views import melding, preferences, session

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="worklist"), name="home"),
    path("inloggen", session.log_in, name="login"),
    path("inloggen/code", session.log_in_code, name="login_code"),
    path("uitloggen", session.log_out, name="logout"),
    path("sessie", session.stay, name="stay"),
    path("weergave", preferences.appearance, name="appearance"),
    path("melding", melding.melding, name="melding"),
    path("toetsen", preferences.shortcuts, name="shortcuts"),
]
