from django.urls import path

from avowal.website.privacy import choices_views, history_views, promises_views, views, your_data_views
from avowal.website.privacy.feeds import Changes

app_name = "privacy"
urlpatterns = [
    path("", views.statement, name="statement"),
    path("choices/", choices_views.choices, name="choices"),
    path("your-data/", your_data_views.page, name="your_data"),
    path("promises/", promises_views.promises, name="promises"),
    path("history/", history_views.versions, name="history"),
    path("history/<int:number>/", history_views.version, name="version"),
    path("history/<int:number>/since/<int:since>/", history_views.differences, name="differences"),
    path("history/<int:number>/policy.json", history_views.canonical_form, name="canonical"),
    path("changes.atom", Changes(), name="changes"),
]
