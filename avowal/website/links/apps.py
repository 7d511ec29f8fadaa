from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    name = "avowal.website.links"
    label = "links"
    verbose_name = _("Links to other sites")

    def ready(self) -> None:
        """The inventory follows what editors publish."""
        from avowal.website.links import signals

        signals.connect()
