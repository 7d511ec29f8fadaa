from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "avowal.website.office"
    label = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from avowal.website.office.roles import make_roles_after_migrating

        post_migrate.connect(make_roles_after_migrating, dispatch_uid="avowal.office.roles")
