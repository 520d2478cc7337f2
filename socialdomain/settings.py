"""One settings file, driven by the environment; `.env.example` lists every variable.

Without `DATABASE_URL` the environment of the embedded servers is read, if `make run` made one.
Nothing here starts or contacts a server: `manage.py deadline` works on a bare machine.
"""

import tomllib
from pathlib import Path

import environ

from socialdomain.embedded.state import load_env

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
env = environ.Env()
load_env()  # `.env`, then what a running `make run` wrote

# --- which laws, for whom -------------------------------------------------------------------------
LAWS = env.list("LAWS", default=["wmo"])
DEMO = env.bool("DEMO", default=False)
MUNICIPALITY_NAME = env("MUNICIPALITY_NAME", default="Noorderveen" if DEMO else "Gemeente")
SERVICE_DESK = env("SERVICE_DESK", default="050 000 00 01, elke werkdag van 8 tot 17 uur" if DEMO else "")

# --- security -------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    # Good for commands that sign nothing; `check --deploy` and the web server refuse it (cases/checks.py).
    SECRET_KEY = "unset-" + "0" * 60
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=not DEMO)  # a demo on one machine has no certificate
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz"]  # a probe asks this machine itself, without a certificate
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # no page opens a connection to Redis
SESSION_COOKIE_AGE = 30 * 60  # idle; this and the absolute limit are kept by cases/views/session.py
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no name of a resident in a cookie
CSRF_FAILURE_VIEW = "cases.views.errors.csrf_failure"

# BSN encryption: "id:base64key[,id2:base64key]"; the first is used for writing (cases/crypto.py).
BSN_KEYS = env("BSN_KEYS", default="")
BSN_INDEX_KEYS = env("BSN_INDEX_KEYS", default="")

# --- who logs in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "cases.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "cases.queries.signed_in.Colleagues"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "worklist"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # "wacht 15 minuten" stays true for who tries again
AXES_LOCKOUT_CALLABLE = "cases.views.session.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# guardian only stores individual grants (cases/access.py); its back-end and short-cuts are left out.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",
    "files.E001",  # the folder for uploads on their way is made when the first comes
]

# --- the application --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cases",
    *LAWS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.admin",
    "django.forms",
    "guardian",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_htmx",
    "csp",
    "rest_framework",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cases.views.middleware.LogInFirst",
    "cases.views.middleware.SessionMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "socialdomain.urls"
WSGI_APPLICATION = "socialdomain.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["cases.templatetags.own_forms"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.views.context.shell",
            ],
        },
    }
]

# --- data -------------------------------------------------------------------------------------------
# Two roles: the application's (SELECT, INSERT, UPDATE, DELETE, but never on an event) and the owner's
# (`manage.py migrate --database owner`).
if DATABASE_URL := env("DATABASE_URL", default=""):
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
    DATABASES["default"]["ATOMIC_REQUESTS"] = False
    if MIGRATE_DATABASE_URL := env("MIGRATE_DATABASE_URL", default=""):
        DATABASES["owner"] = env.db_url_config(MIGRATE_DATABASE_URL) | {"TEST": {"MIRROR": "default"}}
    for _database in DATABASES.values():
        _database["OPTIONS"] = {"connect_timeout": 5} | _database.get("OPTIONS", {})
        _database["CONN_MAX_AGE"] = 60
        _database["CONN_HEALTH_CHECKS"] = True
    # A program that froze, or a machine that vanished, within a transaction would hold its locks (of the log's head:
    # then nobody can act) for ever, or for PostgreSQL's two hours. Not for the owner: a migration may take long.
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c idle_in_transaction_session_timeout=60s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10"
        " -c tcp_keepalives_count=3"
    } | DATABASES["default"]["OPTIONS"]
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = env("MEDIA_ROOT", default=str(BASE_DIR / ".data" / "media"))
UPLOAD_MOST_MB = env.int("UPLOAD_MOST_MB", default=20)  # of one document; what is over it never reaches the disk
FILE_UPLOAD_HANDLERS = ["cases.views.capped.CappedMemory", "cases.views.capped.CappedDisk"]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = str(Path(MEDIA_ROOT) / "onderweg")  # the watcher clears what a killed process leaves there
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 5
STATIC_URL = "static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / ".data" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Celery: a nudge, never the truth (architecture 9) ------------------------------------------------
CELERY_BROKER_URL = REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_timeout": 5, "socket_connect_timeout": 2}
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=5)  # how often the watcher looks for due terms
SWEEP_STALLED_AFTER_SECONDS = 75  # then pages show the red bar: 90 s after the last round at the latest
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # keeps no file: one that a kill cut short would be in the way
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "cases.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 60}}}

# --- e-mail: word that something waits in Samenhang; off until EMAIL_URL is set -------------------------
BASE_URL = env("BASE_URL", default=f"http://localhost:{env('PORT', default='8000')}" if DEMO else "").rstrip("/")
EMAIL_URL = env("EMAIL_URL", default="consolemail://" if DEMO else "")  # a demo shows its mail on the console
globals().update(env.email_url_config(EMAIL_URL or "dummymail://"))
EMAIL_TIMEOUT = 10  # seconds for one answer of the mail server; cases/actions/mail.py limits the whole
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="samenhang@localhost")

# --- language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["cases.api.auth.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["cases.api.auth.Json"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "cases.api.errors.problem",
    "URL_FORMAT_OVERRIDE": None,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # An IntegrityError prints the row that clashed, with the blind index of a BSN in it.
    "filters": {"no_detail": {"()": "socialdomain.logs.DropDatabaseDetail"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_detail"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"axes": {"level": "ERROR"}},
}
