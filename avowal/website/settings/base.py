"""What every mode shares."""

from __future__ import annotations

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from avowal.config import current
from avowal.website.settings import cookies, deployment, logs

WEBSITE = Path(__file__).resolve().parents[1]
AVOWAL = current()
_POLICY = deployment.policy_at_start(AVOWAL)

SECRET_KEY = AVOWAL.signing_key
DEBUG = False
HOSTS = deployment.served_hosts(AVOWAL, _POLICY)
ALLOWED_HOSTS = list(HOSTS)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS] if AVOWAL.secure else []

INSTALLED_APPS = [
    "avowal.website.pages",
    "avowal.website.links",
    "avowal.website.promotions",
    "avowal.website.providers",
    "avowal.website.privacy",
    "avowal.website.resources",
    "avowal.website.people",
    "avowal.website.office",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "avowal.website.static_files.StaticFiles",
    "avowal.website.privacy.notice.NoticeMet",
    "avowal.website.pages.caching.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "avowal.website.pages.middleware.VaryOnTextSize",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "avowal.website.people.middleware.AccountChoicesCarried",
    "avowal.website.people.middleware.SignedInArea",
    "avowal.website.promotions.middleware.RemembersVisits",
]
ROOT_URLCONF = "avowal.website.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEBSITE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES = {"default": deployment.database(AVOWAL.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 3000}},
}
# Whether pages, and what they are made of, are kept until an editor changes something (`pages.caching`).
PAGES_KEPT = True
# The directory whose templates may change while they are served; None where they change with a release alone.
CHANGING_TEMPLATES: Path | None = None
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
vars().update(deployment.mail(AVOWAL.mail))
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "people:overview"

# Cookies (ledger 4.1, 4.2): each one is declared in the policy, and these end with the visit.
SESSION_COOKIE_NAME = cookies.SIGN_ON
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = AVOWAL.secure
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = cookies.FORM
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = AVOWAL.secure
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# The default storage of messages would set a cookie that no policy declares.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("zh-hant", _("Chinese (traditional)")),
    ("ko", _("Korean")),
    ("hy", _("Armenian")),
    ("ru", _("Russian")),
    ("tl", _("Tagalog")),
    ("vi", _("Vietnamese")),
    ("fa", _("Farsi")),
    ("km", _("Khmer")),
    ("ar", _("Arabic")),
    ("zh-hans", _("Chinese (simplified)")),
]
# Django knows eleven of the twelve by name, and one of them only by its English one.
LANG_INFO.setdefault("tl", {"bidi": False, "code": "tl", "name": "Tagalog", "name_local": "Tagalog"})
LANG_INFO["km"] = {**LANG_INFO["km"], "name_local": "ខ្មែរ"}
LOCALE_PATHS = [WEBSITE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = _POLICY.organisation.time_zone if _POLICY else "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEBSITE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_URL = "/media/"
MEDIA_ROOT = AVOWAL.media

WAGTAIL_SITE_NAME = _POLICY.organisation.name if _POLICY else "avowal"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_BASE_URL = f"{'https' if AVOWAL.secure else 'http'}://{next(iter(HOSTS), 'localhost')}" + (
    "" if AVOWAL.secure else f":{AVOWAL.port}"
)
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True

LOGGING = logs.CONFIGURATION
