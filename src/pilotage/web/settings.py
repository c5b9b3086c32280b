"""Django's settings for the pages, on top of those for the records.

``PILOTAGE_ADDRESS`` is the public address, such as https://pilotage.example; without it only this
machine is answered. ``PILOTAGE_LIVE`` is the address of the live streams; without it pages do not
listen. ``PILOTAGE_DEBUG=1`` shows faults in full.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from pilotage.store import settings as records
from pilotage.store.databases import secret_of
from pilotage.web.sign_in.configured import mail_settings, read

HOME = records.HOME
ADDRESS = urlsplit(os.environ.get("PILOTAGE_ADDRESS", ""))
SECURE = ADDRESS.scheme == "https"
SECRET_KEY = secret_of(HOME)
DEBUG = bool(os.environ.get("PILOTAGE_DEBUG"))
ALLOWED_HOSTS = [ADDRESS.hostname] if ADDRESS.hostname else ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{ADDRESS.scheme}://{ADDRESS.netloc}"] if ADDRESS.netloc else []

LIVE = os.environ.get("PILOTAGE_LIVE", "").rstrip("/")

SIGN_IN = read(HOME)

DATABASES = records.DATABASES
AUTH_USER_MODEL = records.AUTH_USER_MODEL
DEFAULT_AUTO_FIELD = records.DEFAULT_AUTO_FIELD
USE_TZ, TIME_ZONE = records.USE_TZ, records.TIME_ZONE
USE_I18N = False

INSTALLED_APPS = [
    *records.INSTALLED_APPS,
    *SIGN_IN.apps,
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "pilotage.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pilotage.web.upload_limit.UploadLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "pilotage.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "pilotage.web.urls"
WSGI_APPLICATION = "pilotage.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["pilotage.web.templatetags.show"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pilotage.web.navigation.navigation",
            ],
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "connect-src": [SELF, *filter(None, [LIVE])],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2

ACCOUNT_USER_MODEL_USERNAME_FIELD = records.ACCOUNT_USER_MODEL_USERNAME_FIELD
ACCOUNT_LOGIN_METHODS = records.ACCOUNT_LOGIN_METHODS
ACCOUNT_SIGNUP_FIELDS = records.ACCOUNT_SIGNUP_FIELDS
ACCOUNT_ADAPTER = "pilotage.web.sign_in.invited.InvitedOnly"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
SOCIALACCOUNT_ADAPTER = "pilotage.web.sign_in.invited.KnownPeople"
SOCIALACCOUNT_PROVIDERS = SIGN_IN.providers(os.environ)
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form could not lead to the provider: form-action
SOCIALACCOUNT_STORE_TOKENS = False
SIGN_IN_TRUSTED = SIGN_IN.trusted
MFA_ADAPTER = "pilotage.web.sign_in.invited.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Pilotage"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
locals().update(mail_settings(SIGN_IN.mail, os.environ))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / ".cache",  # every process of the pages counts the same tries
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
