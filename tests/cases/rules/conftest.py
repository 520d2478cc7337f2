"""Properties are about right and wrong, not about speed: a busy machine may not fail them."""

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
