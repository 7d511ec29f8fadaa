from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.decorators.http import require_POST

from avowal.website.people import views

app_name = "people"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", require_POST(LogoutView.as_view(next_page="people:sign_in")), name="sign_out"),
]
