from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "avowal.website.resources"
    label = "resources"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """The texts are looked over wherever Django looks itself over."""
        from avowal.website.resources import checks  # noqa: F401 - registers itself
