from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "avowal.website.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from avowal.website.pages import setup_checks  # noqa: F401  (registers the system checks)
