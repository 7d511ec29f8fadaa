"""The addresses of the policy's screens, under /office/policy/."""

from __future__ import annotations

from django.urls import path, re_path

from avowal.website.office import policy_edit_views as edit
from avowal.website.office import policy_wording_views as wording
from avowal.website.office.policy_part_view import PartView
from avowal.website.office.policy_views import DraftPageView, OverviewView, UploadView

_DRAFT = "policy/drafts/<int:draft>/"
_STEPS = "submit|send-back|withdraw|approve|languages"

urlpatterns = [
    path("policy/", OverviewView.as_view(), name="policy"),
    path("policy/upload/", UploadView.as_view(), name="policy_upload"),
    path(_DRAFT, DraftPageView.as_view(http_method_names=["get", "head"]), name="policy_draft"),
    re_path(
        rf"^policy/drafts/(?P<draft>[0-9]{{1,18}})/(?P<step>{_STEPS})/$",
        DraftPageView.as_view(http_method_names=["post"]),
        name="policy_step",
    ),
    path(f"{_DRAFT}wording/<slug:language>/", wording.LanguageView.as_view(), name="policy_language"),
    path(f"{_DRAFT}wording/<slug:language>/<slug:anchor>/", wording.SectionView.as_view(), name="policy_section"),
    path(f"{_DRAFT}limits/", edit.LimitsView.as_view(), name="policy_limits"),
    path(f"{_DRAFT}organisation/", edit.OrganisationView.as_view(), name="policy_organisation"),
    path(f"{_DRAFT}contacts/", edit.ContactsView.as_view(), name="policy_contacts"),
    path(f"{_DRAFT}contacts/new/", edit.ContactView.as_view(), name="policy_contacts_new"),
    path(f"{_DRAFT}contacts/entry/<str:key>/", edit.ContactView.as_view(), name="policy_contacts_entry"),
    path(f"{_DRAFT}recipients/", edit.RecipientsView.as_view(), name="policy_recipients"),
    path(f"{_DRAFT}recipients/new/", edit.RecipientView.as_view(), name="policy_recipients_new"),
    path(f"{_DRAFT}recipients/entry/<str:key>/", edit.RecipientView.as_view(), name="policy_recipients_entry"),
    path(f"{_DRAFT}declarations/<slug:part>/", PartView.as_view(), name="policy_part"),
]
