"""Django's settings: one app with tables, strict pages, everything that varies read from the environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lianxin.runtime.database_url import NOWHERE, django_database
from lianxin.runtime.mail import parse_mail_url

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ["LIANXIN_DATA"]) if os.environ.get("LIANXIN_DATA") else None
# `serve` stands behind HTTPS; `demo` and the tests do not.
PRODUCTION = os.environ.get("LIANXIN_MODE") == "serve"


def _secret_key() -> str:
    """The installation's own secret; a process without an installation gets one that dies with it."""
    place = DATA / "keys" / "django_secret" if DATA else None
    return place.read_text(encoding="ascii").strip() if place and place.is_file() else secrets.token_urlsafe(50)


SECRET_KEY = _secret_key()
DEBUG = False
# This machine itself is always known, for it asks /healthz.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("LIANXIN_HOSTS", "").split(","))]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("LIANXIN_ORIGINS", "").split(",") if origin]
# Where callers find this installation; messages carry links only where it is known.
PUBLIC_ADDRESS = CSRF_TRUSTED_ORIGINS[0].rstrip("/") if CSRF_TRUSTED_ORIGINS else ""

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "axes",
    "csp",
    "lianxin.records",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lianxin.web.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "lianxin.web.middleware.Desk",
]
ROOT_URLCONF = "lianxin.web.urls"
WSGI_APPLICATION = "lianxin.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lianxin.web.shell.shell",
                "lianxin.web.calls.bar.calls",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "lianxin.web.template_tags"],
        },
    }
]

DATABASES = {"default": django_database(os.environ.get("LIANXIN_DATABASE_URL") or NOWHERE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "records.Staff"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "lianxin.web.sign_in.accounts.StaffBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "lianxin.web.sign_in.views.locked_out"

SESSION_ENGINE = "lianxin.web.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one long shift
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
CSRF_FAILURE_VIEW = "lianxin.web.middleware.stale"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

_mail = parse_mail_url(os.environ.get("LIANXIN_EMAIL_URL", ""))
EMAIL_BACKEND = _mail.backend
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_SSL = _mail.tls_from_start
EMAIL_USE_TLS = bool(_mail.host) and not _mail.tls_from_start
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _mail.sender

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# What the installation keeps beside its database; a process without an installation has none of it.
MASTER_KEY_FILE = DATA / "keys" / "master.toml" if DATA else None
SEAL_KEY_FILE = DATA / "keys" / "seal.pem" if DATA else None
SEALS_FOLDER = DATA / "seals" if DATA else None
ATTACHMENTS_FOLDER = DATA / "attachments" if DATA else None
# Small files of a form stay in memory, large ones have no name on the disk.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "lianxin.web.files.nameless.NamelessUploadHandler",
]
# The socket of ClamAV's daemon: "/run/clamav/clamd.ctl" or "host:3310"; empty: files stay marked as not scanned.
CLAMAV = os.environ.get("LIANXIN_CLAMAV", "")
REJECTS_FOLDER = DATA / "rejects" if DATA else None
# Where the live-update process listens; pages without one behind them do not ask for it.
LIVE_SOCKET = os.environ.get("LIANXIN_LIVE_SOCKET", "")

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = DATA / "static" if DATA and PRODUCTION else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "lianxin.runtime.static_files.NamedByContent"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_texts": {"()": "lianxin.runtime.logs.WithoutTexts"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "without_texts"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
