from django.urls import path

from avowal.website.links import views

app_name = "links"
urlpatterns = [
    path("leaving/", views.leaving, name="leaving"),
    path("share/", views.share, name="share"),
]
