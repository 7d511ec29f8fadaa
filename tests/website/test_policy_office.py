"""A privacy officer who is no programmer changes the policy in the office (issue 3; 0.2, 16.1, R14, R60)."""

import io
import re
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from avowal.config import SAMPLE
from avowal.policy import canonical
from avowal.policy.checking import check_bundle
from avowal.policy.reading import read_files
from avowal.website import in_force
from avowal.website.office.policy_saving import bundle_of
from avowal.website.people.actions import Credentials, Role, make_accounts
from avowal.website.privacy import actions, drafts, starting, uploads
from avowal.website.privacy.models import Draft, DraftState

HOME = "/office/policy/"


class Desk:
    """One person at the office's screens, without JavaScript: forms are sent as a browser would send them."""

    def __init__(self, name):
        self.client = Client(headers={"host": "plan.localhost:8123"})
        assert self.client.login(username=name, password="a long enough password")

    def open(self, path):
        return self._read(self.client.get(path))

    def send(self, page, values=None, press=None, near="main form"):
        """Send a form of `page` with some fields changed, by the button whose value is `press`."""
        form = page.soup.select_one(near)
        sent = fields(form) | (values or {})
        if press:
            sent["do"] = press
        action = form.get("action") or page.path
        return self._read(
            self.client.post(action.partition("#")[0], {k: v for k, v in sent.items() if v is not None}, follow=True)
        )

    def post(self, path, data):
        return self._read(self.client.post(path, data, follow=True))

    def _read(self, answer):
        answer.soup = BeautifulSoup(answer.content, "html.parser")
        answer.path = answer.request["PATH_INFO"]
        answer.words = " ".join(answer.soup.select_one("main").get_text(" ").split()) if answer.soup.main else ""
        return answer


def fields(form):
    """What a browser sends of a form that nobody touched."""
    found = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type", "")
        if kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                found.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "textarea":
            found[name] = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            found[name] = chosen.get("value", "") if chosen else ""
        elif kind not in ("submit", "file"):
            found[name] = field.get("value", "")
    return found


@pytest.fixture
def desks(own_policy):
    """Staff by name: ana writes, rio and mo are of the Privacy office."""
    roles = {"ana": "communications", "rio": "privacy_office", "mo": "privacy_office", "member-1": "member"}
    make_accounts([Credentials(Role(role), name, "a long enough password") for name, role in roles.items()])
    return {name: Desk(name) for name in roles}


@pytest.fixture
def ana(desks):
    return desks["ana"]


@pytest.fixture
def draft(ana):
    """A draft that Ana began with the sample's files in two languages; `.began` is what it says."""
    from django.contrib.auth import get_user_model

    files = {name: (SAMPLE / "policy" / name).read_text() for name in ("policy.yaml", "wording/en.md", "wording/es.md")}
    files["policy.yaml"] = re.sub(r"languages: \[.*\]", "languages: [en, es]", files["policy.yaml"])
    found = actions.start_draft(get_user_model().objects.get(username="ana"), files, timezone.now())
    found.began = policy_of(found)
    return found


def at(draft, rest=""):
    return f"{HOME}drafts/{draft.pk}/{rest}"


def policy_of(draft):
    draft.refresh_from_db()
    bundle = bundle_of(draft.files)
    assert bundle.problems == ()
    return bundle.policy


# who may enter


def test_office_of_the_policy_is_closed_to_members_and_strangers(desks, client, draft):
    for path in (HOME, at(draft), at(draft, "limits/"), f"{HOME}upload/"):
        assert desks["member-1"].client.get(path).status_code == 302
        assert client.get(path, headers={"host": "plan.localhost:8123"}).status_code == 302


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 30, "9" * 5000])
def test_a_draft_that_there_is_not_is_not_found(ana, number):
    assert ana.client.get(f"{HOME}drafts/{number}/").status_code == 404
    assert ana.client.post(f"{HOME}drafts/{number}/approve/").status_code == 404


def test_the_menu_leads_to_the_policy(ana):
    assert HOME in ana.open("/office/").content.decode()


# overview and beginning


def test_16_1_overview_tells_what_is_in_force(ana):
    version = in_force.version()

    words = ana.open(HOME).words

    assert f"Version {version.number}" in words
    assert version.sha256 in words
    assert "/privacy/history/1/" in [link.get("href") for link in ana.open(HOME).soup.select("main a")]


def test_r121_overview_says_when_nothing_is_in_force(ana, own_policy):
    (own_policy / "policy" / "versions" / "0001.json").write_bytes(b"{}")
    in_force._in_force.cache_clear()

    page = ana.open(HOME)

    assert page.status_code == 200
    assert "No policy is in force" in page.soup.select_one("[role=alert]").text
    assert "collect nothing" in page.words


def test_a_draft_from_the_version_in_force_says_what_it_says(ana):
    ana.send(ana.open(HOME))

    assert canonical.write(policy_of(Draft.objects.get())) == canonical.write(in_force.policy())


def test_files_that_people_wrote_are_taken_with_their_comments(own_policy, settings):
    policy = SAMPLE / "policy"
    (settings.AVOWAL.policy_draft / "wording").mkdir(parents=True)
    for name, text in drafts.files_in(policy).items():
        (settings.AVOWAL.policy_draft / name).write_text(text, encoding="utf-8")

    assert "# what people give" in starting.files_of(in_force.version())["policy.yaml"]

    file = settings.AVOWAL.policy_draft / "policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("small_cell: 11", "small_cell: 12"), encoding="utf-8")
    made = starting.files_of(in_force.version())
    assert read_files(made).policy == in_force.policy()
    assert "small_cell: 11" in made["policy.yaml"]


# upload


def packed(files, **more):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return SimpleUploadedFile("bundle.zip", stream.getvalue(), **more)


@pytest.fixture
def bundle():
    return dict(drafts.files_in(SAMPLE / "policy"))


def test_a_zip_becomes_a_draft_wherever_its_directory_lies(ana, bundle):
    inside = {f"harbor/policy/{name}": text for name, text in bundle.items()}

    page = ana.post(f"{HOME}upload/", {"bundle": packed({**inside, "__MACOSX/x": "", "harbor/.DS_Store": ""})})

    assert page.path.startswith(f"{HOME}drafts/")
    assert Draft.objects.get().files == bundle


def test_single_files_become_a_draft(ana, bundle):
    sent = [SimpleUploadedFile(name.rpartition("/")[2], text.encode()) for name, text in bundle.items()]

    ana.post(f"{HOME}upload/", {"bundle": sent})

    assert Draft.objects.get().files == bundle


def test_a_bundle_that_cannot_be_read_is_refused_with_file_and_line(ana, bundle):
    line = bundle["policy.yaml"].split("time_zone:")[0].count("\n") + 1
    bundle["policy.yaml"] = bundle["policy.yaml"].replace("time_zone:", "time_zon:", 1)

    page = ana.post(f"{HOME}upload/", {"bundle": packed(bundle)})

    assert page.status_code == 422
    assert f"policy.yaml:{line}" in page.words
    assert "Did you mean “time_zone”?" in page.words
    assert not Draft.objects.exists()


def link_out():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("policy.yaml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return SimpleUploadedFile("bundle.zip", stream.getvalue())


def claims_to_be_small():
    """Says in its directory that it unpacks to ten bytes; it unpacks to many more."""
    content = bytearray(packed({"policy.yaml": "x" * 5000}).read())
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    return SimpleUploadedFile("bundle.zip", bytes(content))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (lambda: packed({"policy.yaml": "x" * (uploads.MOST_BYTES + 1)}), "larger than 8 MiB"),
        (
            lambda: packed({f"wording/{chr(97 + n // 26)}{chr(97 + n % 26)}.md": "" for n in range(61)}),
            "more than 60 files",
        ),
        (lambda: packed({"../policy.yaml": "a: 1"}), "leads out of the archive"),
        (lambda: packed({"/etc/policy.yaml": "a: 1"}), "leads out of the archive"),
        (lambda: packed({"x\\policy.yaml": "a: 1"}), "leads out of the archive"),
        (lambda: packed({"policy.yaml": "a: 1", "run.sh": ""}), "is no file of a bundle"),
        (lambda: packed({"a/policy.yaml": "a: 1", "b/policy.yaml": "a: 1"}), "more than one policy.yaml"),
        (lambda: packed({"en.md": ""}), "There is no policy.yaml"),
        (lambda: SimpleUploadedFile("policy.txt", b"a: 1"), "There is no policy.yaml"),
        (lambda: SimpleUploadedFile("policy.yaml", b"format: 1\nx: \xff"), "not UTF-8"),
        (lambda: SimpleUploadedFile("policy.yaml", b"- a list"), "must be a mapping"),
        (link_out, "leads out of the archive"),
        (claims_to_be_small, "policy.yaml"),
    ],
)
def test_bad_uploads_are_refused_whole(ana, sent, told):
    page = ana.post(f"{HOME}upload/", {"bundle": sent()})

    assert page.status_code == 422
    assert told in page.words
    assert not Draft.objects.exists()


def test_a_bomb_is_read_no_further_than_its_bound():
    bomb = packed({"policy.yaml": b"\0" * (64 << 20)})
    read = []
    original = zipfile.ZipExtFile.read

    def counted(self, n=-1):
        found = original(self, n)
        read.append(len(found))
        return found

    zipfile.ZipExtFile.read = counted
    try:
        with pytest.raises(uploads.NotABundle):
            uploads.read_upload([bomb])
    finally:
        zipfile.ZipExtFile.read = original
    assert sum(read) <= uploads.MOST_BYTES + 1


# the draft's page


def test_each_problem_leads_to_the_screen_that_mends_it(ana, draft):
    for name, old, new in (
        (
            "policy.yaml",
            '    tty: "711"\n    hours: always\n    program: medi_cal',
            "    hours: always\n    program: medi_cal",
        ),
        ("policy.yaml", "purposes: [newsletters, offers, support]", "purposes: [newsletters, offers, suport]"),
        ("policy.yaml", "door: weblog", "door: weblog\n    notice: nowhere"),
        ("wording/en.md", "This happens by itself", "This happens 3 times by itself"),
        ("wording/es.md", "  contacts.privacy: Oficina de Comunicaciones Digitales\n", ""),
    ):
        assert old in draft.files[name]
        draft.files[name] = draft.files[name].replace(old, new, 1)
    draft.save()

    page = ana.open(at(draft))

    leads = {link["href"] for link in page.soup.select(".policy-problems a")}
    assert at(draft, "contacts/entry/medi_cal_line/") in leads
    assert at(draft, "recipients/entry/mail_relay/") in leads
    assert at(draft, "declarations/collections/") in leads
    assert at(draft, "wording/en/weblogs/") + "#statement-1" in leads
    assert at(draft, "wording/es/") in leads
    assert all(ana.open(lead.partition("#")[0]).status_code == 200 for lead in leads)
    assert "Submit for approval" not in page.words


def test_what_widens_is_marked(ana, draft):
    page = ana.open(at(draft, "limits/"))
    ana.send(page, {"collections--weblog--keep_0": "15"})

    page = ana.open(at(draft))

    assert "Widens" in page.soup.select_one(".policy-changes .more").text
    assert "15 months" in page.words


# wording


def test_words_change_and_markers_stay(ana, draft):
    before = policy_of(draft).wording["en"].sections["weblogs"]
    page = ana.open(at(draft, "wording/en/weblogs/"))

    page = ana.send(page, {"text-0": "Our servers keep a log.\r\n It is short."}, press="save")

    after = policy_of(draft).wording["en"].sections["weblogs"]
    assert after.statements[0].text == "Our servers keep a log. It is short."
    assert after.statements[0].promises == before.statements[0].promises == ("3.1",)
    assert after.statements[1:] == before.statements[1:]
    assert [step.note for step in draft.steps.all()] == ["", "wording/en.md"]


def test_placeholders_are_explained_and_the_preview_is_the_pages_own(ana, draft):
    page = ana.open(at(draft, "wording/es/weblogs/"))

    told = {line.dt.text: line.dd.text for line in page.soup.select("#statement-2 .policy-placeholders > div")}
    assert told["{{ collections.weblog.keep }}"] == "13 meses"
    article = page.soup.select_one(".policy-preview article")
    assert article["lang"] == "es"
    shown = Client().get("/es/privacy/", headers={"host": "plan.localhost:8123"}).content.decode()
    public = BeautifulSoup(shown, "html.parser").select_one("section[aria-labelledby=weblogs]")
    assert [p.text for p in article.select(".clause p")] == [p.text for p in public.select(".clause p")]
    assert article.h3.text == public.h2.text


def test_statements_are_added_moved_and_removed_without_javascript_and_unsaved(ana, draft):
    first = ana.open(at(draft, "wording/en/weblogs/"))
    texts = lambda page: [area.text.strip() for area in page.soup.select(".policy-statement textarea")]  # noqa: E731
    before = texts(first)

    moved = ana.send(first, press="down-0")
    added = ana.send(moved, press="add-1")
    removed = ana.send(added, {"text-1": "New words."}, press="remove-0")

    assert texts(moved) == [before[1], before[0], *before[2:]]
    assert texts(added) == [before[1], "", before[0], *before[2:]]
    assert texts(removed) == ["New words.", before[0], *before[2:]]
    assert "Not saved yet" in removed.words
    assert policy_of(draft).wording["en"] == draft.began.wording["en"]
    saved = ana.send(removed, press="save")
    assert [one.text for one in policy_of(draft).wording["en"].sections["weblogs"].statements] == texts(removed)
    assert "3.2" in " ".join(found["href"] + found.text for found in saved.soup.select(".policy-warning a"))


@pytest.mark.parametrize("text", ["", "# A heading", "[3.4] a marker", "- # x", "-"])
def test_a_statement_that_the_file_cannot_say_is_refused_and_stays_in_the_form(ana, draft, text):
    before = draft.files["wording/en.md"]

    page = ana.send(
        ana.open(at(draft, "wording/en/weblogs/")), {"text-1": text, "text-2": "Other words."}, press="save"
    )

    assert page.status_code == 422
    assert page.soup.select_one("#statement-2 [aria-invalid=true]")
    assert page.soup.select_one("#text-2").text.strip() == "Other words."
    draft.refresh_from_db()
    assert draft.files["wording/en.md"] == before


def test_a_dash_makes_an_item_of_a_list(ana, draft):
    ana.send(
        ana.open(at(draft, "wording/en/weblogs/")), {"text-0": "- One.", "text-1": "Two.", "item-1": "on"}, press="save"
    )

    said = policy_of(draft).wording["en"].sections["weblogs"].statements
    assert [one.text for one in said[:2]] == ["- One.", "- Two."]
    assert (said[0].promises, said[1].promises) == (("3.1",), ("3.2",))


def test_a_placeholder_of_nothing_is_marked_and_listed(ana, draft):
    page = ana.send(
        ana.open(at(draft, "wording/en/weblogs/")), {"text-0": "We keep {{ collections.weblogs.keep }}."}, press="save"
    )

    assert page.soup.select_one("#statement-1 .policy-placeholders .unknown")
    assert "names nothing that can be shown" in page.soup.select_one(".policy-warning").text
    assert "[collections.weblogs.keep?]" in page.soup.select_one(".policy-preview").text


def test_two_people_at_one_section_lose_nothing(desks, draft):
    mine, theirs = (desks[name].open(at(draft, "wording/en/weblogs/")) for name in ("ana", "rio"))
    desks["rio"].send(theirs, {"text-0": "What Rio wrote."}, press="save")

    refused = desks["ana"].send(mine, {"text-0": "What Ana wrote."}, press="save")

    assert refused.status_code == 409
    assert "What Rio wrote." in refused.soup.select_one(".policy-meanwhile").text
    assert refused.soup.select_one("#text-0").text.strip() == "What Ana wrote."
    assert "rio" in refused.words
    assert policy_of(draft).wording["en"].sections["weblogs"].statements[0].text == "What Rio wrote."
    desks["ana"].send(refused, press="save")
    assert policy_of(draft).wording["en"].sections["weblogs"].statements[0].text == "What Ana wrote."


def test_two_people_at_two_sections_do_not_meet(desks, draft):
    mine = desks["ana"].open(at(draft, "wording/en/weblogs/"))
    theirs = desks["rio"].open(at(draft, "wording/en/spyware/"))

    desks["rio"].send(theirs, {"text-0": "Never spyware."}, press="save")
    saved = desks["ana"].send(mine, {"text-0": "Logs."}, press="save")

    assert saved.status_code == 200
    sections = policy_of(draft).wording["en"].sections
    assert (sections["weblogs"].statements[0].text, sections["spyware"].statements[0].text) == (
        "Logs.",
        "Never spyware.",
    )


def test_r61_a_translator_says_that_a_section_is_up_to_date(ana, draft):
    ana.send(ana.open(at(draft, "wording/en/weblogs/")), {"text-0": "Our servers keep a log."}, press="save")
    stale = ana.open(at(draft, "wording/es/weblogs/"))
    assert "The source has changed since this was translated" in stale.words

    ana.send(stale, {"text-0": "Nuestros servidores llevan un registro.", "translated": "on"}, press="save")

    assert "The source has changed" not in ana.open(at(draft, "wording/es/weblogs/")).words


def test_a_language_is_added_from_the_source_text(ana, draft):
    page = ana.send(ana.open(at(draft)), {"language": "ko"}, near="form[action$='/languages/']")

    policy = policy_of(draft)
    assert policy.languages == ("en", "es", "ko")
    assert policy.wording["ko"].sections == policy.wording["en"].sections
    assert "한국어" in page.words
    assert "names missing" in page.words


def test_names_in_a_language_change_and_missing_ones_are_flagged(ana, draft):
    page = ana.open(at(draft, "wording/es/"))

    page = ana.send(page, {"label-contacts.privacy": "", "label-purposes.security": "cuidar los sitios"})

    labels = policy_of(draft).wording["es"].labels
    assert "contacts.privacy" not in labels
    assert labels["purposes.security"] == "cuidar los sitios"
    assert "missing" in page.soup.select_one("label[for='label-contacts.privacy']").text


def test_r60_a_reviewer_needs_a_qualification(ana, draft):
    page = ana.send(ana.open(at(draft, "wording/es/")), {"reviewer": "A. Reviewer"})

    assert page.status_code == 422
    assert page.soup.select_one("input[name=reviewer]")["value"] == "A. Reviewer"
    assert policy_of(draft).wording["es"].reviewer is None


# forms


def lines_changed(before, after):
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_period_changes_and_nothing_else_of_the_file(ana, draft):
    before = draft.files["policy.yaml"]
    page = ana.open(at(draft, "limits/"))

    ana.send(page, {"collections--survey_answers--keep_0": "3"})

    assert policy_of(draft).collections["survey_answers"].keep.count == 3
    gone, come = lines_changed(before, draft.files["policy.yaml"])
    assert len(gone) <= 1
    assert len(come) <= 1
    assert len(draft.files["policy.yaml"].splitlines()) == len(before.splitlines())


@pytest.mark.parametrize("values", [{"child_age": "0"}, {"child_age": "many"}, {"collections--weblog--keep_0": ""}])
def test_a_limit_that_is_none_is_refused_and_stays_in_the_form(ana, draft, values):
    page = ana.send(ana.open(at(draft, "limits/")), values)

    assert page.status_code == 422
    name, value = next(iter(values.items()))
    assert page.soup.select_one(f"[name='{name}']").get("value", "") == value
    assert policy_of(draft) == draft.began


def test_a_contact_changes_with_its_names_and_its_comments_stay(ana, draft):
    draft.files["policy.yaml"] = draft.files["policy.yaml"].replace("  privacy:\n", "  privacy: # whom to ask\n", 1)
    draft.save()
    page = ana.open(at(draft, "contacts/entry/privacy/"))

    ana.send(page, {"telephone": "1-800-555-0199", "name_es": "Oficina de Privacidad"}, press="save")

    policy = policy_of(draft)
    assert policy.contacts["privacy"].telephone == "1-800-555-0199"
    assert policy.wording["es"].labels["contacts.privacy"] == "Oficina de Privacidad"
    assert "privacy: # whom to ask" in draft.files["policy.yaml"]
    assert list(policy.contacts) == list(draft.began.contacts)


def test_half_an_address_is_refused(ana, draft):
    page = ana.send(ana.open(at(draft, "contacts/entry/privacy/")), {"city": ""}, press="save")

    assert page.status_code == 422
    assert policy_of(draft) == draft.began


def test_a_contact_is_added_and_removed_again(ana, draft):
    before = draft.files["policy.yaml"]
    page = ana.send(
        ana.open(at(draft, "contacts/new/")),
        {"key": "press", "label": "Press: office", "email": "press@harborhealth.example", "name_es": "Prensa"},
        press="save",
    )
    assert (
        "name missing in" not in page.words or "es" not in page.soup.select(".policy-list li")[-1].text.split(":")[-1]
    )
    policy = policy_of(draft)
    assert policy.contacts["press"].label == "Press: office"
    assert list(policy.contacts)[-1] == "press"
    assert policy.wording["es"].labels["contacts.press"] == "Prensa"

    ana.send(ana.open(at(draft, "contacts/entry/press/")), press="remove")

    assert policy_of(draft) == draft.began
    assert draft.files["policy.yaml"] == before


def test_a_key_that_is_taken_or_no_key_is_refused(ana, draft):
    for key in ("privacy", "Press Office", ""):
        page = ana.send(ana.open(at(draft, "contacts/new/")), {"key": key, "label": "Press"}, press="save")
        assert page.status_code == 422


def test_11_5_a_vendor_changes_and_a_contract_ends(ana, draft):
    page = ana.open(at(draft, "recipients/entry/mail_relay/"))

    ana.send(page, {"contract_until": "2028-06-30", "elements": ["name", "email", "zip_code"]}, press="save")

    found = policy_of(draft).recipients["mail_relay"]
    assert str(found.contract.until) == "2028-06-30"
    assert found.elements == ("email", "name", "zip_code"), "the page's order is the bundle's"
    changes = " ".join(one.text for one in ana.open(at(draft)).soup.select(".policy-changes .more"))
    assert "ZIP code" in changes


def test_a_contract_that_ends_before_it_begins_is_refused(ana, draft):
    page = ana.send(ana.open(at(draft, "recipients/entry/mail_relay/")), {"contract_until": "2020-01-01"}, press="save")

    assert page.status_code == 422
    assert "ends before it begins" in page.words


def test_a_vendor_is_removed_with_its_names(ana, draft):
    ana.send(ana.open(at(draft, "recipients/entry/outreach_house/")), press="remove")

    policy = policy_of(draft)
    assert "outreach_house" not in policy.recipients
    assert not [key for wording in policy.wording.values() for key in wording.labels if "outreach_house" in key]
    assert check_bundle(read_files(draft.files)) == ()


def test_the_organisation_changes(ana, draft):
    ana.send(ana.open(at(draft, "organisation/")), {"street": "1 Pier Road"})

    assert policy_of(draft).organisation.address.street == "1 Pier Road"


def test_two_people_at_one_form_lose_nothing(desks, draft):
    mine, theirs = (desks[name].open(at(draft, "limits/")) for name in ("ana", "rio"))
    desks["rio"].send(theirs, {"child_age": "14"})

    refused = desks["ana"].send(mine, {"child_age": "16"})

    assert refused.status_code == 409
    assert "14" in refused.soup.select_one(".policy-meanwhile").text
    assert refused.soup.select_one("[name=child_age]")["value"] == "16"
    assert policy_of(draft).limits.child_age == 14


# YAML


def test_a_part_is_changed_as_yaml_with_its_reference_beside(ana, draft):
    page = ana.open(at(draft, "declarations/choices/"))
    assert page.soup.select_one("#text").text.strip().startswith("choices:")
    told = {line.dt.code.text: line.dd.text for line in page.soup.select(".policy-reference > div")}
    assert told["default"] == "true or false"
    assert "covers" in told

    ana.send(page, {"text": page.soup.select_one("#text").text.replace("default: false", "default: true", 1)})

    assert any(choice.default for choice in policy_of(draft).choices.values())


def test_yaml_that_cannot_be_read_is_refused_with_the_line_of_the_field(ana, draft):
    before = draft.files["policy.yaml"]
    page = ana.open(at(draft, "declarations/choices/"))
    text = page.soup.select_one("#text").text.strip("\n").replace("default: false", "default: maybe", 1)
    line = text.split("default: maybe")[0].count("\n") + 1

    page = ana.send(page, {"text": text})

    assert page.status_code == 422
    told = page.soup.select_one("[role=alert]").text
    assert f"Line {line}" in told
    assert "“maybe” is neither true nor false" in told
    assert page.soup.select_one("#text").text.strip("\n") == text
    draft.refresh_from_db()
    assert draft.files["policy.yaml"] == before


@pytest.mark.parametrize("text", ["choices: [", "", "choices: {}\nlimits: {}", "choices: &a {}"])
def test_yaml_of_another_shape_is_refused(ana, draft, text):
    before = draft.files["policy.yaml"]

    page = ana.send(ana.open(at(draft, "declarations/choices/")), {"text": text})

    assert page.status_code == 422
    draft.refresh_from_db()
    assert draft.files["policy.yaml"] == before


def test_two_people_at_one_part_lose_nothing(desks, draft):
    mine, theirs = (desks[name].open(at(draft, "declarations/choices/")) for name in ("ana", "rio"))
    text = mine.soup.select_one("#text").text.strip("\n")
    desks["rio"].send(theirs, {"text": text + "\n# by rio\n"})

    refused = desks["ana"].send(mine, {"text": text + "\n# by ana\n"})

    assert refused.status_code == 409
    assert "# by rio" in refused.soup.select_one(".policy-meanwhile").text
    assert "# by ana" in refused.soup.select_one("#text").text


# steps


def changed(ana, draft):
    ana.send(ana.open(at(draft, "limits/")), {"child_age": "14"})
    return ana.open(at(draft))


def test_r14_submitting_needs_time_for_the_notice_and_says_how_much(ana, draft):
    page = changed(ana, draft)
    earliest = page.soup.select_one("[name=effective_date]")["min"]

    early = ana.send(page, {"effective_date": "2026-01-01"}, near="form[action$='/submit/']")
    assert early.status_code == 422
    assert "The first day possible is" in early.soup.select_one("form[action$='/submit/']").text

    ana.send(page, {"effective_date": earliest}, near="form[action$='/submit/']")
    draft.refresh_from_db()
    assert draft.state == DraftState.SUBMITTED


def test_16_1_one_person_writes_and_another_publishes_with_everything_on_record(desks, draft):
    ana, rio, mo = desks["ana"], desks["rio"], desks["mo"]
    page = ana.send(changed(ana, draft), near="form[action$='/submit/']")
    assert "Your role does not include approving" in page.words

    back = rio.send(rio.open(at(draft)), {"reason": "Say why."}, near="form[action$='/send-back/']")
    assert "Say why." in back.words
    rio.send(rio.open(at(draft, "limits/")), {"small_cell": "12"})
    rio.send(rio.open(at(draft)), near="form[action$='/submit/']")
    assert "You changed or submitted this draft yourself" in rio.open(at(draft)).words

    unread = mo.send(mo.open(at(draft)), near="form[action$='/approve/']")
    assert unread.status_code == 422
    page = mo.send(mo.open(at(draft)), {"read": "on"}, near="form[action$='/approve/']")

    assert "version 2" in page.words
    assert "Nothing yet" not in page.words, "a published draft did change something"
    assert page.soup.select_one("main a[href$='/privacy/history/2/since/1/']")
    draft.refresh_from_db()
    assert (draft.state, draft.number) == (DraftState.APPROVED, 2)
    kinds = [(step.kind, step.user_name) for step in draft.steps.all()]
    assert kinds == [
        ("started", "ana"),
        ("changed", "ana"),
        ("submitted", "ana"),
        ("sent_back", "rio"),
        ("changed", "rio"),
        ("submitted", "rio"),
        ("approved", "mo"),
    ]
    in_force._in_force.cache_clear()  # what is in force is looked at once a second
    told = ana.open(HOME).words
    assert "Version 2" in told
    assert "takes effect on" in told


def test_16_1_approving_by_hand_of_who_wrote_it_is_refused(desks, draft):
    rio = desks["rio"]
    rio.send(rio.open(at(draft, "limits/")), {"child_age": "14"})
    rio.send(rio.open(at(draft)), near="form[action$='/submit/']")

    page = rio.post(at(draft, "approve/"), {"read": "on"})

    assert page.status_code == 409
    assert "Ask somebody else to approve it" in page.words
    assert in_force.waiting() is None


def test_16_1_word_given_to_an_earlier_text_publishes_no_later_one(desks, draft):
    ana, rio, mo = desks["ana"], desks["rio"], desks["mo"]
    ana.send(changed(ana, draft), near="form[action$='/submit/']")
    opened = mo.open(at(draft))
    rio.send(rio.open(at(draft)), {"reason": "Say why."}, near="form[action$='/send-back/']")
    ana.send(ana.open(at(draft, "limits/")), {"small_cell": "3"})
    ana.send(ana.open(at(draft)), near="form[action$='/submit/']")

    page = mo.send(opened, {"read": "on"}, near="form[action$='/approve/']")

    assert page.status_code == 409
    assert "changed after you opened it" in page.words
    draft.refresh_from_db()
    assert draft.state == DraftState.SUBMITTED, "a text that nobody else had read was published"
    mo.send(page, {"read": "on"}, near="form[action$='/approve/']")
    draft.refresh_from_db()
    assert draft.state == DraftState.APPROVED


def test_a_draft_begun_while_a_version_waits_says_what_that_version_says(ana, second):
    page = ana.send(ana.open(HOME), near="main form[method=post]")

    begun = Draft.objects.get()
    assert begun.based_on == second.number
    assert policy_of(begun) == second.policy, "publishing it would take the waiting version's changes back"
    assert f"begun from version {second.number}" in page.soup.get_text()


def test_a_withdrawn_draft_is_shown_and_no_longer_changed(ana, draft):
    page = ana.send(ana.open(at(draft)), near="form[action$='/withdraw/']")
    assert "withdrawn" in page.words

    page = ana.open(at(draft, "limits/"))
    assert "can no longer be changed" in page.words
    assert "Save" not in [button.text for button in page.soup.select("main .policy-actions button")]
    assert (
        ana.post(at(draft, "limits/"), fields(page.soup.select_one("main form")) | {"child_age": "15"}).status_code
        == 409
    )
    assert policy_of(draft).limits.child_age == 13


def test_a_draft_with_problems_is_not_submitted(ana, draft):
    draft.files["wording/en.md"] = draft.files["wording/en.md"].replace("{{ collections.weblog.keep }}", "a while", 1)
    draft.files["policy.yaml"] = draft.files["policy.yaml"].replace(
        "door: weblog", "door: weblog\n    notice: nowhere", 1
    )
    draft.save()

    page = ana.post(at(draft, "submit/"), {"effective_date": "2030-01-01"})

    assert page.status_code == 409
    assert "problem" in page.soup.select_one("[role=alert]").text


def test_screens_hold_no_script_or_style_of_their_own(ana, draft):
    for rest in (
        "",
        "limits/",
        "contacts/",
        "contacts/new/",
        "recipients/entry/mail_relay/",
        "wording/es/weblogs/",
        "wording/es/",
        "declarations/data/",
    ):
        desk = ana.open(at(draft, rest)).soup.select_one(".policy-desk")
        assert not desk.find_all(["script", "style"])
        assert not [tag for tag in desk.find_all(True) if tag.get("style") or tag.get("onclick")]
        unnamed = [
            field
            for field in desk.select("input:not([type=hidden]), select, textarea")
            if not (
                field.get("aria-label") or field.find_parent("label") or desk.select(f"label[for='{field.get('id')}']")
            )
        ]
        assert not unnamed, f"{rest}: a field without a name: {unnamed[0]}"


def test_office_speaks_of_what_is_not_there(ana, draft):
    for rest in ("contacts/entry/nobody/", "wording/xx/", "wording/en/nowhere/", "declarations/wording/"):
        assert ana.client.get(at(draft, rest)).status_code == 404
