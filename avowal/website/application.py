"""Django's ASGI application for the deployment that AVOWAL_DEPLOYMENT names; the edge stands in front of it."""

from __future__ import annotations

import os

from django.core.handlers.asgi import ASGIHandler

from avowal.config import current


def build() -> ASGIHandler:
    """Choose the settings of the deployment's mode, make the application, and begin what runs beside it.

    That is watching over what is published, and handing the blocked networks to the door.

    Raises config.NotADeployment when no deployment is named.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = f"avowal.website.settings.{current().mode}"
    from django.core.asgi import get_asgi_application

    made = get_asgi_application()
    from avowal.website.office import blocks_file
    from avowal.website.privacy import witness

    witness.begin()
    blocks_file.begin()
    return made


application = build()
