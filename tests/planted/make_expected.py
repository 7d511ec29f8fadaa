"""Write expected.yaml and cnames.yaml from the records that the site serves from."""

from __future__ import annotations

import json
from pathlib import Path

import site_records
from registry import CNAMES, PAGES, Plant

HERE = Path(__file__).parent
MAIL_PLANTS = (
    Plant(
        "mail-pixel-address",
        "the mail's pixel has the reader's address in its query",
        "mail-pixel",
        ("4.9", "1.1"),
        "www.millbrook.example",
        "file",
        ("mail",),
    ),
    Plant(
        "mail-pixel-hash",
        "a pixel of an advertiser has the SHA-256 of the address",
        "mail-pixel",
        ("4.9", "1.1", "14.2"),
        "px.adtrack.example",
        "file",
        ("mail",),
        hard=True,
    ),
    Plant(
        "mail-no-unsubscribe",
        "no link to leave, no List-Unsubscribe",
        "mail-unsubscribe",
        ("9.2",),
        "www.millbrook.example",
        "file",
        ("mail",),
    ),
    Plant(
        "mail-tracked-link",
        "links go through another company's click tracker with the address",
        "mail-link",
        ("1.1", "14.2"),
        "exit.link-go.example",
        "file",
        ("mail",),
    ),
    Plant(
        "mail-condition-in-pixel",
        "the path of the pixel names a condition",
        "mail-pixel",
        ("4.11",),
        "www.millbrook.example",
        "file",
        ("mail",),
    ),
)
MAIL_FILES = {
    "mail-pixel-address": "mails/issue-01-pixel-address.eml",
    "mail-pixel-hash": "mails/issue-02-pixel-hash.eml",
    "mail-no-unsubscribe": "mails/issue-03-no-unsubscribe.eml",
    "mail-tracked-link": "mails/issue-04-tracked-links.eml",
    "mail-condition-in-pixel": "mails/issue-04-tracked-links.eml",
}


def text(value: object) -> str:
    """A scalar or list as YAML (JSON is YAML)."""
    return json.dumps(value, ensure_ascii=False)


def entry(plant: Plant, page: str) -> str:
    """One plant."""
    rows = [
        ("id", plant.id),
        ("page", page),
        ("what", plant.what),
        ("promise", list(plant.promise)),
        ("kind", plant.kind),
        ("visible_to", list(plant.visible)),
        ("host", plant.host),
        ("hard", plant.hard),
        ("secure_context", plant.secure),
    ]
    if plant.lang:
        rows.append(("language", plant.lang))
    if plant.note:
        rows.append(("note", plant.note))
    return "  - " + "\n    ".join(f"{name}: {text(value)}" for name, value in rows)


def main() -> None:
    """Write both files."""
    assert site_records
    plants = [entry(plant, page.path + page.query) for page in PAGES.values() for plant in page.plants]
    plants += [entry(plant, MAIL_FILES[plant.id]) for plant in MAIL_PLANTS]
    clean = [
        f"  - page: {text(page.path)}\n    languages: {text(list(page.langs))}\n    why: {text(page.why_clean)}"
        for page in PAGES.values()
        if not page.plants
    ]
    clean += [
        f"  - page: {text(name)}\n    why: {text(why)}"
        for name, why in (
            ("mails/issue-05-clean-pixel.eml", "an opaque pixel of the declared mail beacon"),
            ("mails/issue-06-clean-no-images.eml", "no picture at all"),
        )
    ]
    head = """# What is planted on the site, written by make_expected.py. Do not edit.
# visible_to: which visitor or act is needed. `first` is a plain first visit; a second word is the act that it takes
#   (type, blur, click, hover, scroll, mouse, copy, paste, submit, back, hidden, leave, timer-12s, keyboard ...);
#   a list whose first word is not `first` needs that visitor (refuse, accept, gpc, dnt, returning, phone, nojs, es, ar,
#   signed-in, no-cookies, cookies-cleared, not-automated, secure-context, mail).
# secure_context: fires only if Chromium runs with
#   --unsafely-treat-insecure-origin-as-secure=http://www.millbrook.example
# Third parties' cookies over plain HTTP are blocked by Chromium: the attempt is the finding.
facts:
  start: "http://www.millbrook.example/"
  sitemap: "http://www.millbrook.example/sitemap.xml"
  user: {user_name: testmember, password: millbrook-test-1, sign_in: "/members/sign-in/"}
  choices: "/privacy/choices/"
  policy_date: "2026-10-01"
  today: "2026-11-24"
  cnames: cnames.yaml
"""
    (HERE / "expected.yaml").write_text(
        head + "plants:\n" + "\n".join(plants) + "\nclean:\n" + "\n".join(clean) + "\n", encoding="utf-8"
    )
    (HERE / "cnames.yaml").write_text(
        "# What a resolver would say: host name, and the end of its CNAME chain.\n"
        + "".join(f"{a}: {b}\n" for a, b in CNAMES.items()),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
