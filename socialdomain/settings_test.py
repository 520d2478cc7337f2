"""The tests' settings: the same real servers, as the owner so that pytest-django can make its database."""

from socialdomain.settings import *  # noqa: F403
from socialdomain.settings import INSTALLED_APPS, LAWS, STORAGES, env

LAWS = [*LAWS, "tests.toylaw"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.toylaw"]
DATABASES = {"default": env.db_url_config(env("MIGRATE_DATABASE_URL", default=env("DATABASE_URL")))}
APP_DATABASE_URL = env("APP_DATABASE_URL", default="")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DEMO = True
HTTPS = SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "sessie"
SECRET_KEY = "for-tests-only"  # noqa: S105
BSN_KEYS = "t1:" + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
BSN_INDEX_KEYS = "i1:" + "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="
# Static files straight from the source: nothing to collect first.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
