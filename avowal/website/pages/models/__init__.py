"""What the sites are made of: pages in a tree per language, one navigation per site, alerts with their dates.

One module per family of page types; every name can be imported from here.
"""

from avowal.website.pages.models.around import Alert, AlertQuerySet, Navigation
from avowal.website.pages.models.base import PublicPage
from avowal.website.pages.models.events import EventIndexPage, EventPage
from avowal.website.pages.models.general import HomePage, LandingPage, StandardPage
from avowal.website.pages.models.news import NewsIndexPage, NewsPage
from avowal.website.pages.models.places import LocationPage
from avowal.website.pages.models.programs import ProgramPage
from avowal.website.pages.models.reference import DocumentListPage, GlossaryPage, QuestionsPage

__all__ = [
    "Alert",
    "AlertQuerySet",
    "DocumentListPage",
    "EventIndexPage",
    "EventPage",
    "GlossaryPage",
    "HomePage",
    "LandingPage",
    "LocationPage",
    "Navigation",
    "NewsIndexPage",
    "NewsPage",
    "ProgramPage",
    "PublicPage",
    "QuestionsPage",
    "StandardPage",
]
