from django.urls import path

from avowal.website.providers import views

app_name = "providers"
urlpatterns = [path("", views.find, name="find"), path("entry/", views.entry, name="entry")]
