"""Single values of a bundle change; its comments and its layout stay (0.2)."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.config import SAMPLE
from avowal.website.privacy.bundle_files import NoSuchPlace, part, put, put_in_front, remove, replace_part

POLICY = (SAMPLE / "policy" / "policy.yaml").read_text(encoding="utf-8")
SMALL = """\
# the head
limits:
  child_age: 13 # years
  notice: 30 days

# who may ask
contacts:
  # the office
  privacy:
    label: "Office: privacy"
    address: {street: 1 Quay, city: "Port"}  # by post
  line: {label: Line, tty: "711"}
# the others
recipients: {}
nothing:
"""


def data(text):
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def changed(text, path, value):
    """What the edit must mean: the same tree with one place changed."""
    tree = data(text)
    node = tree
    for key in path[:-1]:
        node = node[key]
    if value is None:
        node.pop(path[-1], None)
    else:
        node[path[-1]] = value
    return tree


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("limits", "child_age"), 14, "  child_age: 14 # years"),
        (("limits", "small_cell"), 11, "  small_cell: 11"),
        (("contacts", "privacy", "label"), "711", '    label: "711"'),
        (("contacts", "privacy", "address", "city"), "A, b", '    address: {street: 1 Quay, city: "A, b"}  # by post'),
        (("contacts", "privacy", "email"), "a@b.example", '    email: "a@b.example"'),
        (("contacts", "line", "hours"), "always", '  line: {label: Line, tty: "711", hours: always}'),
        (("recipients", "mail"), {"label": "Mail", "elements": ["email", "name"]}, "    elements: [email, name]"),
        (("nothing", "here"), {"label": "Now"}, "  here: {label: Now}"),
    ],
)
def test_one_value_changes_and_every_other_line_stays(path, value, line):
    new = put(SMALL, path, value)

    assert line in new.splitlines()
    kept = [old for old in SMALL.splitlines() if old not in new.splitlines()]
    assert len(kept) <= 1, f"more than the line itself changed: {kept}"
    said = str(value) if isinstance(value, int) else value
    assert data(new) == changed(
        SMALL.replace("nothing:\n", "nothing: {}\n") if path[0] == "nothing" else SMALL, path, said
    )


@pytest.mark.parametrize(
    "path",
    [
        ("limits", "child_age"),
        ("contacts", "privacy", "address"),
        ("contacts", "privacy", "address", "street"),
        ("contacts", "line"),
        ("contacts", "line", "label"),
        ("nothing",),
    ],
)
def test_one_entry_goes_and_the_comments_around_it_stay(path):
    new = remove(SMALL, path)

    assert data(new) == changed(SMALL, path, None)
    for comment in ("# the head", "# who may ask", "# the office", "# the others"):
        assert comment in new


def test_what_is_not_there_is_removed_without_a_change():
    assert remove(SMALL, ("contacts", "nobody")) == SMALL


def test_the_only_entry_gone_leaves_an_empty_mapping():
    assert remove("a:\n  b: 1\nc: 2\n", ("a", "b")) == "a: {}\nc: 2\n"


def test_a_mapping_changes_key_by_key_and_none_takes_away():
    new = put(SMALL, ("contacts", "privacy"), {"label": "Us", "address": None, "hours": "office"})

    assert data(new)["contacts"]["privacy"] == {"label": "Us", "hours": "office"}
    assert "  # the office\n" in new


def test_a_place_under_nothing_is_refused():
    with pytest.raises(NoSuchPlace):
        put(SMALL, ("contacts", "nobody", "label"), "x")
    with pytest.raises(NoSuchPlace):
        put("a: [", ("a",), "x")


def paths(tree, before=()):
    for key, value in tree.items():
        yield (*before, key)
        if isinstance(value, dict):
            yield from paths(value, (*before, key))


PATHS = sorted(path for path in paths(data(POLICY)) if len(path) > 1)


@given(
    st.sampled_from(PATHS),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20),
    st.sampled_from(["text", "list", "mapping", "nothing"]),
)
@settings(max_examples=15, deadline=None)
def test_0_2_any_edit_of_the_sample_means_what_it_says_and_keeps_every_comment(path, text, kind):
    value = {"text": text, "list": ["a", text], "mapping": {"label": text, "list": [text]}, "nothing": None}[kind]

    if value is None:
        new = remove(POLICY, path)
    else:
        new = put(put(POLICY, path, "x"), path, value) if kind == "mapping" else put(POLICY, path, value)

    if kind == "nothing" and data(new) != changed(POLICY, path, None):
        assert data(new) == changed(POLICY, path[:-1], {})
    else:
        assert data(new) == changed(POLICY, path, value)
    comments = [line for line in POLICY.splitlines() if line.startswith(("#", "  #"))]
    assert [line for line in new.splitlines() if line in comments] == comments


@pytest.mark.parametrize("key", ["organisation", "limits", "data", "recipients", "promises"])
def test_a_part_is_cut_out_and_put_back_without_a_change(key):
    line, text = part(POLICY, key)

    assert POLICY.splitlines()[line - 1] == text.splitlines()[0]
    assert f"\n{key}:" in f"\n{text}"
    assert replace_part(POLICY, key, text) == POLICY
    assert replace_part(POLICY, key, text.strip("\n")) == POLICY


def test_the_comments_above_a_part_belong_to_it():
    assert part(SMALL, "contacts")[1].startswith("# who may ask\ncontacts:")
    assert part(SMALL, "recipients")[1] == "# the others\nrecipients: {}\n"


WORDING = "---\ntitle: Política\norigin: machine\nlabels:\n  # offices\n  contacts.privacy: Oficina\n---\n\n## A {#a}\n"


def test_a_name_in_front_matter_changes_and_the_rest_stays():
    new = put_in_front(WORDING, ("labels", "contacts.privacy"), "Oficina: dos")

    assert new == WORDING.replace("Oficina", '"Oficina: dos"')
    assert put_in_front(WORDING, ("reviewer",), "A. N.").count("reviewer: A. N.\n---") == 1
    assert put_in_front(WORDING, ("sources", "a"), "ab12") == WORDING.replace(
        "Oficina\n---", "Oficina\nsources: {a: ab12}\n---"
    )
    assert "contacts.privacy" not in put_in_front(WORDING, ("labels", "contacts.privacy"), None)


def test_a_file_without_front_matter_is_refused():
    with pytest.raises(NoSuchPlace):
        put_in_front("## A {#a}\n", ("title",), "x")
