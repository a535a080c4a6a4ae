"""All settings. What differs between machines comes from the environment, and is checked here."""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name, default=None):
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name}.")
    return value


def env_bool(name, default=False):
    value = env(name, str(default))
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; use True or False.")
    return value == "True"


def env_int(name, default):
    value = env(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; use a whole number.")
    return int(value)


def read_secret(path):
    """The secret that `migrate` wrote beside the agency key; empty until then."""
    return Path(path).read_text().strip() if Path(path).is_file() else ""


DEBUG = env_bool("DEBUG")
DAYBOOK_SAMPLE = env_bool("DAYBOOK_SAMPLE")  # sample agency: its clock, plain http on loopback
DAYBOOK_DATA = Path(env("DAYBOOK_DATA", BASE_DIR / "var")).absolute()
KEY_FOLDER = DAYBOOK_DATA.parent / f"{DAYBOOK_DATA.name}-keys"
DAYBOOK_KEY_FILE = Path(env("DAYBOOK_KEY_FILE", KEY_FOLDER / "agency.key")).absolute()
SECRET_KEY_FILE = Path(env("SECRET_KEY_FILE", KEY_FOLDER / "secret.key")).absolute()
SECRET_KEY = env("SECRET_KEY", "") or read_secret(SECRET_KEY_FILE)
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env("TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "guardian",
    "simple_history",
    "coordination",
    "mentors",
    "referrals",
    "selfcare",
]
MIDDLEWARE = [
    "coordination.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "coordination.users.lock.LockMiddleware",
    "coordination.drafts.middleware.DraftMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "coordination.middleware.GateMiddleware",
]
ROOT_URLCONF = "coordination.urls"
WSGI_APPLICATION = "coordination.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "coordination.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "coordination.forms.DaybookRenderer"
CARDS_RAISE = DEBUG

# Databases --------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
        "PRAGMA temp_store=MEMORY;"
    ),
}


def database(url):
    """A database by address, with the options its kind needs (settled: databases)."""
    try:
        found = dj_database_url.parse(str(url))
    except ValueError:  # no address at all
        found = {"ENGINE": ""}
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = SQLITE_OPTIONS
    elif found["ENGINE"].endswith("postgresql"):
        pool = {"min_size": 0, "max_size": env_int("DATABASE_POOL", 8)}  # at least a thread each
        found["OPTIONS"] = {"pool": pool, **found.get("OPTIONS", {})}
        found["CONN_MAX_AGE"] = 0
    else:
        raise ImproperlyConfigured("DATABASE_URL names neither SQLite nor PostgreSQL.")
    return found


def sqlite(name):
    return f"sqlite:///{DAYBOOK_DATA / name}"


DATABASES = {
    "default": database(env("DATABASE_URL", sqlite("daybook.sqlite3"))),
    "keys": database(env("KEYS_DATABASE_URL", sqlite("keys.sqlite3"))),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["audit"] = database(sqlite("audit.sqlite3"))  # page views never wait for writers
DATABASE_ROUTERS = ["coordination.routers.HomeRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "coordination.User"
AUTHENTICATION_BACKENDS = ["coordination.users.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "signin"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "coordination.users.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/m/key,20/d/key,30/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXIES", 0)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits"}
}
ANONYMOUS_USER_NAME = None  # no database row stands in for a stranger
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # its backend grants expired and denied rows
    "security.W002",  # HeadersMiddleware sends X-Frame-Options with the other headers
]
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True

SECURE_COOKIES = not (DEBUG or DAYBOOK_SAMPLE)
COOKIE_PREFIX = "__Host-" if SECURE_COOKIES else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}daybook"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}form"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "coordination.home.system.form_expired"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_COOKIES
SECURE_SSL_REDIRECT = SECURE_COOKIES
if ALLAUTH_TRUSTED_PROXY_COUNT:  # only a proxy that sets the header itself may be counted
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOCK_AFTER_SECONDS = env_int("LOCK_AFTER_SECONDS", 600)

# Words, time, files -----------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", "America/New_York")
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = DAYBOOK_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
EMAIL_HOST = env("EMAIL_HOST", "")  # none: mail is printed where the server runs
EMAIL_PORT = env_int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_TLS", True)
EMAIL_TIMEOUT = 20  # seconds
MAIL_WAY = "smtp" if EMAIL_HOST else "console"
EMAIL_BACKEND = env("EMAIL_BACKEND", f"django.core.mail.backends.{MAIL_WAY}.EmailBackend")
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", "daybook@localhost")
DAYBOOK_URL = env("DAYBOOK_URL", "")  # where staff open Daybook: https://...; mail links there

# Only references reach a log: no path with a query, no form, no address of a person.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_details"],
        }
    },
    "filters": {"no_details": {"()": "coordination.logs.NoDetails"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
