from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "avowal.website.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from django.db.models.signals import m2m_changed, post_delete, post_save
        from wagtail.signals import post_page_move

        from avowal.website.pages import (
            remembering,
            setup_checks,  # noqa: F401  (registers the system checks)
        )

        for changed in (post_save, post_delete, m2m_changed, post_page_move):
            changed.connect(remembering.forget_after, dispatch_uid="pages.remembering")
