"""R79-R84; 11.3, 14.1: the security headers follow from the declared third parties, whatever a page says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from avowal.edge.door import DoorSettings
from avowal.edge.headers import content_security_policy, headers_of
from avowal.edge.settings import Area, area_of
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import ContentKind, PageClass

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "media-src 'self'; manifest-src 'self'; frame-src 'none'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'; report-uri /_a/r; report-to avowal"
)


def with_parties(kit: Any, **parties: Any) -> Any:
    return kit.small_policy(third_parties=Catalogue(parties.items()))


def test_with_no_third_party_the_policy_allows_only_the_site_itself(kit) -> None:
    policy = with_parties(kit)

    assert content_security_policy(Area.PUBLIC, policy, secure=True) == STRICT
    assert content_security_policy(Area.SIGNED_IN, policy, secure=True) == STRICT
    assert content_security_policy(Area.PUBLIC, None, secure=True) == STRICT


@pytest.mark.parametrize(
    ("kind", "directive"),
    [
        (ContentKind.FRAME, "frame-src https://video.example;"),
        (ContentKind.IMAGE, "img-src 'self' https://video.example;"),
        (ContentKind.SCRIPT, "script-src 'self' https://video.example;"),
        (ContentKind.STYLE, "style-src 'self' https://video.example;"),
        (ContentKind.FONT, "font-src 'self' https://video.example;"),
        (ContentKind.MEDIA, "media-src 'self' https://video.example;"),
        (ContentKind.CONNECT, "connect-src 'self' https://video.example;"),
    ],
)
def test_11_3_a_third_party_is_allowed_for_its_kind_of_content_only(kit, kind: ContentKind, directive: str) -> None:
    said = content_security_policy(
        Area.PUBLIC, with_parties(kit, video=replace(kit.VIDEO, content=(kind,))), secure=True
    )

    assert directive in said
    assert said.count("video.example") == 1


def test_11_3_a_third_party_is_allowed_on_its_class_of_pages_only(kit) -> None:
    policy = with_parties(kit, video=replace(kit.VIDEO, pages=(PageClass.SIGNED_IN,)))

    assert content_security_policy(Area.PUBLIC, policy, secure=True) == STRICT
    assert "frame-src https://video.example;" in content_security_policy(Area.SIGNED_IN, policy, secure=True)
    assert "video.example" not in content_security_policy(Area.OFFICE, policy, secure=True)


def test_two_third_parties_share_a_directive(kit) -> None:
    other = replace(kit.VIDEO, hosts=("video.example", "cdn.video.example:8443"))

    said = content_security_policy(Area.PUBLIC, with_parties(kit, one=kit.VIDEO, two=other), secure=True)

    assert "frame-src https://video.example https://cdn.video.example:8443;" in said


@pytest.mark.parametrize(
    "host", ["*", "*.example", "https://video.example", "video.example/x", "a.example; script-src *", "localhost", ""]
)
def test_r80_a_host_that_is_not_a_plain_name_is_not_allowed(kit, host: str) -> None:
    policy = with_parties(kit, video=replace(kit.VIDEO, hosts=(host,), content=(ContentKind.FRAME,)))

    assert content_security_policy(Area.PUBLIC, policy, secure=True) == STRICT


def test_r80_outside_the_office_nothing_is_unsafe_or_inline(front) -> None:
    for path in ("/", "/account/", "/_a/page.js"):
        said = front.ask(path).header("content-security-policy")
        assert "unsafe" not in said
        assert "data:" not in said
        assert "*" not in said


def test_the_office_has_a_policy_of_its_own(front) -> None:
    reply = front.ask("/office/pages/3/edit/")

    said = reply.header("content-security-policy")
    assert "script-src 'self' 'unsafe-inline';" in said
    assert "frame-src 'self';" in said
    assert "frame-ancestors 'self';" in said
    assert "https:" not in said
    assert reply.header("x-frame-options") == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/", Area.PUBLIC),
        ("/office/", Area.OFFICE),
        ("/office", Area.OFFICE),
        ("/officer/", Area.PUBLIC),
        ("/account/messages/", Area.SIGNED_IN),
        ("/es/account/", Area.SIGNED_IN),
        ("/ES/account/", Area.SIGNED_IN),
        ("/fr/account/", Area.PUBLIC),
        ("//account/", Area.PUBLIC),
    ],
)
def test_a_path_lies_in_one_area(path: str, area: Area) -> None:
    assert area_of(path, DoorSettings({}), ("en", "es")) is area


def test_r83_embeds_keep_coep_away_and_only_they(kit) -> None:
    front = kit.Front()

    assert front.ask("/").header("cross-origin-embedder-policy") is None
    assert front.ask("/account/").header("cross-origin-embedder-policy") == "require-corp"


EVERYWHERE = {
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "reporting-endpoints": 'avowal="/_a/r"',
}


async def failing(scope: Any, receive: Any, send: Any) -> None:
    raise ValueError


@pytest.mark.parametrize("status", [200, 302, 304, 400, 403, 404, 405, 429, 500])
def test_r83_every_response_class_carries_every_header(kit, status: int) -> None:
    settings = DoorSettings({"plan.localhost": "plan"})
    front = kit.Front(app=kit.answering(status=status), settings=settings)

    reply = front.ask()

    assert {name: reply.header(name) for name in EVERYWHERE} == EVERYWHERE
    assert reply.header("content-security-policy")


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/_a/v", "GET", 405),
        ("/_a/v", "POST", 415),
        ("/_a/r", "POST", 415),
        ("/_a/page.js", "GET", 200),
        ("/x", "GET", 500),
    ],
)
def test_r83_what_the_door_answers_itself_carries_them_too(kit, path: str, method: str, status: int) -> None:
    front = kit.Front(app=failing, settings=DoorSettings({"plan.localhost": "plan"}))

    reply = front.ask(path, method=method)

    assert reply.status == status
    assert {name: reply.header(name) for name in EVERYWHERE} == EVERYWHERE


def test_the_policy_decides_over_the_page(kit) -> None:
    front = kit.Front(
        app=kit.answering(
            (b"Content-Security-Policy", b"default-src *"),
            (b"content-security-policy", b"script-src *"),
            (b"content-security-policy-report-only", b"default-src *; report-uri https://evil.example"),
            (b"Referrer-Policy", b"unsafe-url"),
            (b"report-to", b'{"endpoints":[{"url":"https://evil.example"}]}'),
            (b"nel", b"{}"),
            (b"permissions-policy", b"camera=*"),
            (b"x-frame-options", b"SAMEORIGIN"),
            (b"strict-transport-security", b"max-age=1"),
            (b"server", b"granian"),
            (b"x-powered-by", b"Python"),
            (b"x-kept", b"yes"),
        )
    )

    reply = front.ask()

    names = [name for name, _ in reply.headers]
    assert reply.header("content-security-policy").startswith("default-src 'none'")
    assert reply.header("referrer-policy") == "same-origin"
    assert reply.header("x-frame-options") == "DENY"
    assert "camera=()" in reply.header("permissions-policy")
    assert reply.header("x-kept") == "yes"
    assert reply.header("server") == ""
    assert not {"x-powered-by", "nel", "report-to", "strict-transport-security"} & set(names)
    assert "content-security-policy-report-only" not in names


def test_r79_hsts_is_sent_only_where_visitors_come_over_https(kit) -> None:
    policy = kit.small_policy()

    for secure in (True, False):
        names = dict(headers_of(Area.PUBLIC, policy, DoorSettings({}, secure=secure)))
        assert (b"strict-transport-security" in names) is secure


def test_r83_passkeys_are_the_only_feature_left_to_the_site(front) -> None:
    features = [feature.split("=") for feature in front.ask().header("permissions-policy").split(", ")]

    assert {name for name, value in features if value != "()"} == {
        "publickey-credentials-create",
        "publickey-credentials-get",
    }
