from django.urls import path

from avowal.website.resources import views

app_name = "resources"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<slug:key>.pdf", views.as_pdf, name="pdf"),
    path("<slug:key>/", views.read, name="read"),
]
