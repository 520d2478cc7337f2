"""The app config of a law: its whole `apps.py` is `class WmoConfig(LawConfig): name = "wmo"`."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig

from cases.contract.registry import laws


class LawConfig(AppConfig):
    """Registers `<app>.law.LAW` once all models are loaded."""

    # Django takes the only AppConfig of a module that is marked default. Without this, importing LawConfig
    # makes two, Django falls back to a plain one and the law is silently never registered.
    default = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = True

    def ready(self) -> None:
        laws.register(import_module(f"{self.name}.law").LAW)
