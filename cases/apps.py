from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 - the one framework signal (architecture 4)


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Zaken"

    def ready(self) -> None:
        from cases import checks  # noqa: F401, PLC0415 - registers the system checks once the apps are loaded
        from cases.models.setup import after_migrate  # noqa: PLC0415 - needs the models

        post_migrate.connect(after_migrate, sender=self)
