"""The form in which every page is edited: it refuses what may not go out, and says why."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from avowal.website.pages import checks


class PublicPageForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Looks at the whole page as it would be shown. A draft may still have mistakes; code of others it may not."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        for problem in checks.problems(self.instance):
            if not problem.advice:
                self.add_error(None, problem.message)
