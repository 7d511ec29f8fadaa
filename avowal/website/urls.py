"""Every address of the sites; what is not named here is a page of the tree."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from avowal.website import health
from avowal.website.pages import for_machines
from avowal.website.pages import views as pages
from avowal.website.pages.search import search
from avowal.website.privacy import views as privacy

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path(".well-known/avowal.json", privacy.machine_readable, name="machine_readable"),
    path(".well-known/avowal.schema.json", privacy.machine_schema, name="machine_schema"),
    path(".well-known/gpc.json", privacy.gpc, name="gpc"),
    path(".well-known/security.txt", for_machines.security_txt, name="security_txt"),
    path("sitemap.xml", for_machines.sitemap, name="sitemap"),
    path("robots.txt", for_machines.robots, name="robots"),
    path("office/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", pages.media, name="media"),
    *i18n_patterns(
        path("text-size/", include("avowal.website.pages.urls")),
        path("search/", search, name="search"),
        path("find-a-doctor/", include("avowal.website.providers.urls")),
        path("privacy/", include("avowal.website.privacy.urls")),
        path("resources/", include("avowal.website.resources.urls")),
        path("account/", include("avowal.website.people.urls")),
        path("", include("avowal.website.links.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
handler404 = "avowal.website.pages.views.not_found"
handler500 = "avowal.website.pages.views.failed"
