"""YAML as nodes with line numbers, with everything refused that makes a text mean other than it looks.

Values are read by the model's types, never by YAML's guesses (so `no` stays a word). Anchors, aliases and
tags are refused: a bundle is read by people, and what stands in one place must not come from another.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from avowal.policy.problems import Place, Problem

MAXIMUM_BYTES = 4 * 1024 * 1024
MAXIMUM_DEPTH = 50
"""Many times what a bundle needs; libyaml's time grows with the square of the depth."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str, file: str, problems: list[Problem], first_line: int = 1) -> yaml.MappingNode | None:
    """The document's top mapping, or None after telling `problems` why there is none.

    `first_line` is the line of the file on which `text` begins (front matter does not begin on line 1).
    """
    if len(text.encode()) > MAXIMUM_BYTES:
        problems.append(Problem(Place(file, 1), "The file is larger than 4 MiB.", "Split the wording or shorten it."))
        return None
    try:
        found = len(problems)
        problems.extend(_forbidden(text, file, first_line))
        if len(problems) > found:
            return None
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = getattr(error.problem_mark, "line", 0) + first_line
        problems.append(
            Problem(Place(file, line), f"This is not YAML: {error.problem}.", "Check indentation, colons and quotes.")
        )
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(Place(file, first_line), f"This is not YAML: {error}."))
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(Place(file, first_line), "The file must be a mapping of keys to values."))
        return None
    return node


def _forbidden(text: str, file: str, first_line: int) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAXIMUM_DEPTH:
            line = getattr(event.start_mark, "line", 0) + first_line
            yield Problem(Place(file, line), "Too many levels stand inside each other here.", "Close a bracket.")
            return
        place = Place(file, getattr(event.start_mark, "line", 0) + first_line)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            yield Problem(place, f"The alias *{anchor} is not allowed.", "Write the value out.")
        elif anchor:
            yield Problem(place, f"The anchor &{anchor} is not allowed.", "Write the value where it is used.")
        elif tag and not _implied(event):
            yield Problem(place, f"The tag {tag} is not allowed.", "Write a plain value.")


def _implied(event: yaml.Event) -> bool:
    """Whether the tag was filled in by the parser rather than written."""
    implicit = getattr(event, "implicit", True)
    return bool(implicit[0] or implicit[1]) if isinstance(implicit, tuple) else bool(implicit)
