from django.urls import path

from avowal.website.privacy import views

app_name = "privacy"
urlpatterns = [path("", views.statement, name="statement")]
