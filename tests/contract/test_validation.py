"""A wrong declaration stops the start, with one sentence that says what and where: each mistake planted on its own."""

import sys
from dataclasses import replace
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import run_checks

from cases.contract import LawConfig, Registry, laws
from cases.contract.errors import ContractError
from cases.contract.validation import problems
from tests.contract.mistakes import MISTAKES as OF_STEPS
from tests.contract.mistakes import twice, with_step
from tests.contract.mistakes_kept import KEPT_MISTAKES
from tests.toylaw.apps import ToyLawConfig
from tests.toylaw.law import LAW
from tests.toylaw.procedure import MAIN

MISTAKES = OF_STEPS | KEPT_MISTAKES


def test_the_toy_law_has_no_problems():
    assert list(problems(LAW)) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_gives_its_sentence_and_stops_the_start(mistake):
    law, sentence = MISTAKES[mistake]
    assert sentence in list(problems(law))
    with pytest.raises(ContractError) as stopped:
        Registry().register(law)
    assert sentence in str(stopped.value).splitlines()


def test_every_problem_is_told_at_once():
    law = replace(with_step("pay", letter="x"), letters=twice(LAW.letters))
    with pytest.raises(ContractError) as stopped:
        Registry().register(law)
    assert len(str(stopped.value).splitlines()) == 2


def test_nothing_of_a_wrong_law_is_registered():
    registry = Registry()
    with pytest.raises(ContractError):
        registry.register(with_step("pay", letter="x"))
    assert list(registry) == []


def test_a_law_is_registered_once():
    registry = Registry()
    registry.register(LAW)
    with pytest.raises(ContractError, match="De wet 'toylaw' is al aangemeld"):
        registry.register(LAW)


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: laws["moonlaw"], "De wet 'moonlaw' is hier niet aangemeld."),
        (lambda: laws.procedure("toylaw", "main", 9), "De wet 'toylaw' kent de procedure 'main' versie 9 niet."),
        (lambda: laws.act("toylaw.fly"), "De handeling 'toylaw.fly' bestaat niet."),
        (lambda: laws.term("toylaw.fly"), "De termijn 'toylaw.fly' bestaat niet."),
        (lambda: MAIN.transition("fly"), "De procedure main kent de stap 'fly' niet."),
        (lambda: MAIN.term("fly"), "De procedure main kent de termijn 'fly' (None) niet."),
    ],
)
def test_what_does_not_exist_is_named(ask, sentence):
    with pytest.raises(ContractError) as asked:
        ask()
    assert str(asked.value) == sentence


def test_law_config_is_the_one_that_django_takes(monkeypatch):
    """`from cases.contract import LawConfig` puts two AppConfigs in a law's apps.py: Django must take the law's."""
    package, module = ModuleType("moonlaw"), ModuleType("moonlaw.apps")
    package.__path__ = []
    module.__spec__ = ModuleSpec("moonlaw.apps", None)

    class MoonConfig(LawConfig):
        name = "moonlaw"
        path = "."

    module.LawConfig, module.MoonConfig, package.apps = LawConfig, MoonConfig, module
    monkeypatch.setitem(sys.modules, "moonlaw", package)
    monkeypatch.setitem(sys.modules, "moonlaw.apps", module)
    assert type(AppConfig.create("moonlaw")) is MoonConfig
    assert LawConfig.default is False


def test_laws_of_the_settings_are_the_registered_ones():
    assert [law.key for law in laws] == [name.rpartition(".")[2] for name in settings.LAWS]
    assert isinstance(apps.get_app_config("toylaw"), ToyLawConfig)
    assert "cases.E001" not in [message.id for message in run_checks()]


def test_check_reports_a_law_that_is_silently_absent(settings):
    settings.LAWS = [*settings.LAWS, "moonlaw"]
    found = [message for message in run_checks() if message.id == "cases.E001"]
    assert len(found) == 1
    assert "moonlaw" in found[0].msg
