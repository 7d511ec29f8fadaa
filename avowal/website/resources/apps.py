from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "avowal.website.resources"
    label = "resources"

    def ready(self) -> None:
        """The texts are looked over wherever Django looks itself over."""
        from avowal.website.resources import checks  # noqa: F401 - registers itself
