from django.urls import path

from avowal.website.pages import views

app_name = "pages"
urlpatterns = [path("<str:step>/", views.change_text_size, name="text_size")]
