"""What an editor is told when saving, and what is refused (R3; 0006)."""

import gc

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

PLANTED = [
    '<script src="https://tracker.example/a.js"></script>',
    '<iframe src="https://video.example/1"></iframe>',
    "<embed src=x>",
    '<p onclick="go()">x</p>',
    '<img src="https://tracker.example/p.gif">',
    "<img src=//tracker.example/p.gif>",
    '<a href="javascript:alert(1)">x</a>',
    "&lt;script&gt;x&lt;/script&gt;",
    '<svg/onload="x()">',
]


def page(*body, lead=""):
    from wagtail.models import Locale

    from avowal.website.pages.models import StandardPage

    made = StandardPage(title="A page", slug="a-page", lead=lead, locale=Locale(pk=1, language_code="en"))
    made.body = list(body)
    return made


def messages(made, *, advice=False):
    from avowal.website.pages import checks

    return [problem.message for problem in checks.problems(made) if problem.advice is advice]


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("where", ["prose", "lead", "callout"])
def test_r3_code_of_others_is_refused_wherever_it_is_put(planted, where):
    from avowal.website.pages import checks

    made = {
        "prose": lambda: page(("prose", f"<p>Words.</p>{planted}")),
        "lead": lambda: page(lead=planted),
        "callout": lambda: page(("callout", {"title": "x", "text": planted, "action": {"label": "Go", "url": "/"}})),
    }[where]()

    with pytest.raises(ValidationError, match="another host"):
        checks.refuse_code_of_others(made)


def test_r3_words_that_only_look_like_code_are_let_through():
    made = page(("prose", '<p>Lab results on paper = safe. See <a href="/privacy/">privacy</a>; 5 &lt; 6.</p>'))

    assert messages(made) == []


def test_pictures_need_words_or_decorate():
    silent = {"picture": None, "alternative": "", "decorates": False}

    assert "has no words" in messages(page(("picture", silent)))[0]
    assert "name of a file" in messages(page(("picture", silent | {"alternative": "boat-final.jpg"})))[0]
    assert (
        "begin with what" in messages(page(("picture", silent | {"alternative": "Picture of a boat"})), advice=True)[0]
    )
    assert messages(page(("picture", silent | {"decorates": True}))) == []
    assert messages(page(("picture", silent | {"alternative": "A boat at the pier"}))) == []


def test_headings_go_down_step_by_step():
    assert "has level 4" in messages(page(("prose", "<h2>A</h2><h4>B</h4>")))[0]
    assert "has level 3" in messages(page(("prose", "<h3>A</h3>")))[0]
    assert messages(page(("heading", "A"), ("prose", "<h3>B</h3><h4>C</h4><h2>D</h2>"))) == []


@pytest.mark.parametrize("words", ["Click here", "here", "Read more…", "haga clic aquí"])
def test_link_says_where_it_leads(words):
    assert "says nothing" in messages(page(("prose", f'<p><a href="/join/">{words}</a></p>')))[0]
    assert "says nothing" in messages(page(("callout", {"title": "x", "action": {"label": words, "url": "/"}})))[0]


def test_hard_text_is_told_and_not_refused():
    hard = "Notwithstanding eligibility determinations, beneficiaries experiencing administrative discontinuation " * 5
    easy = "We pay for your visit. You pay for none of it. Call us at any hour of the day. We will help you. " * 3

    assert "school grade" in messages(page(("prose", f"<p>{hard}.</p>")), advice=True)[0]
    assert messages(page(("prose", f"<p>{hard}.</p>"))) == []
    assert messages(page(("prose", f"<p>{easy}</p>")), advice=True) == []


def test_table_needs_caption_and_headers():
    from avowal.website.pages.blocks import TableBlock

    bare = {"data": [["a", "b"]], "cell": [], "table_header_choice": "neither", "table_caption": ""}
    with pytest.raises(ValidationError, match="caption"):
        TableBlock().clean(dict(bare))
    with pytest.raises(ValidationError, match="headers"):
        TableBlock().clean(bare | {"table_caption": "x"})
    assert TableBlock().clean(bare | {"table_caption": "x", "table_header_choice": "row"})


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_editor_may_keep_a_draft_with_mistakes_and_not_publish_it(db, client):
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    from avowal.website.pages.models import StandardPage
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.COMMUNICATIONS, "comms", "a long enough password")])
    client.login(username="comms", password="a long enough password")
    found = StandardPage.objects.get(slug="medi-cal", locale__language_code="en")
    address = reverse("wagtailadmin_pages:edit", args=[found.pk])

    def save(html, **action):
        form = {"title": found.title, "slug": found.slug, "body": streamfield([("prose", rich_text(html))])}
        sent = nested_form_data(form | {"lead": "", "action_label": "", "action_url": "", "comments": []}) | action
        empty = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        return client.post(address, sent | empty, headers={"host": "plan.localhost:8123"}, follow=True)

    link = '<p><a href="https://x.example/">click here</a></p>'
    draft, refused = save(link), save(link, **{"action-publish": "1"})
    published = save("<p>Plain words.</p>", **{"action-publish": "1"})
    gc.collect()

    assert "says nothing" in draft.content.decode()
    assert "says nothing" in refused.content.decode()
    found.refresh_from_db()
    assert "Plain words" in str(found.body), published.content.decode()[:2000]
