"""Changes single values in a bundle's YAML while every other byte of it, comments and layout included, stays.

The text is never written anew from what was read: a value's own place in it is found and replaced. `put` and `remove`
take a path of keys (`contacts`, `privacy`, `email`) and return the new text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from avowal.policy.yaml_text import inline, scalar

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_FRONT = re.compile(r"\A---\n(?P<front>.*?\n)---\n", re.DOTALL)
_STEP = 2
"""Spaces by which a new line stands further in than what it belongs to."""
Pair = tuple[yaml.Node, yaml.Node]


class NoSuchPlace(LookupError):
    """The text holds nothing under the path, or something else than a mapping on the way to it."""


def put(text: str, path: Sequence[str], value: Any) -> str:
    """`text` with `value` under `path`: replaced where it stands, added last to its mapping where it does not.

    A mapping replaces key by key: keys it does not name stay, a key whose value is None goes. Raises NoSuchPlace when
    the mapping that should hold the last key is not there.
    """
    found = _found(text, path)
    if isinstance(value, Mapping) and found is not None and _pairs(found[1]):
        for key, item in value.items():
            text = remove(text, (*path, key)) if item is None else put(text, (*path, key), item)
        return text
    return _Text(text).put(path, _without_nothing(value))


def remove(text: str, path: Sequence[str]) -> str:
    """`text` without what stands under `path`; unchanged where nothing does."""
    return text if _found(text, path) is None else _Text(text).remove(path)


def part(text: str, key: str) -> tuple[int, str]:
    """The lines of the top-level `key`, with the comments right above it, and the number of the first.

    Raises NoSuchPlace when there is no such key.
    """
    found = _Text(text)
    start, end = found.lines_of(key)
    return start + 1, "".join(found.lines[start:end])


def replace_part(text: str, key: str, new: str) -> str:
    """`text` with the lines of the top-level `key` replaced by `new`. Raises NoSuchPlace."""
    found = _Text(text)
    start, end = found.lines_of(key)
    new = new.strip("\n") + "\n" + "\n" * _empty_lines_at_end(found.lines[start:end])
    return "".join([*found.lines[:start], new, *found.lines[end:]])


def put_in_front(text: str, path: Sequence[str], value: Any) -> str:
    """The same as `put` in the front matter of a wording's file; None removes. Raises NoSuchPlace."""
    front = _FRONT.match(text)
    if front is None:
        raise NoSuchPlace("The file does not begin with front matter.")
    old = front["front"]
    if value is None:
        new = remove(old, path)
    elif len(path) > 1 and _found(old, path[:1]) is None:
        new = put(old, path[:1], {path[1]: value})
    else:
        new = put(old, path, value)
    return f"---\n{new}---\n{text[front.end() :]}"


def _without_nothing(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return value


def _found(text: str, path: Sequence[str]) -> Pair | None:
    """The key and value under `path`, if any."""
    return _Text(text).pair(path)


def _empty_lines_at_end(lines: Sequence[str]) -> int:
    return next((count for count, line in enumerate(reversed(lines)) if line.strip()), 0)


class _Text:
    """A YAML text, its tree, and where in the text each node stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _split(text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))
        try:
            self._top = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError:
            raise NoSuchPlace("The text is not YAML.") from None

    def pair(self, path: Sequence[str]) -> Pair | None:
        """The key and value nodes under `path`."""
        found: Pair | None = None
        node = self._top
        for key in path:
            found = next((pair for pair in _pairs(node) if pair[0].value == key), None)
            if found is None:
                return None
            node = found[1]
        return found

    def put(self, path: Sequence[str], value: Any) -> str:
        """Replace or add one value; the mapping that holds it must be there."""
        found = self.pair(path)
        if found is not None:
            return self._replaced(found, value)
        holder = self._top if len(path) == 1 else (self.pair(path[:-1]) or (None, None))[1]
        if holder is None:
            raise NoSuchPlace(".".join(path[:-1]))
        if isinstance(holder, yaml.MappingNode) and holder.value:
            return self._added(holder, path[-1], value)
        if isinstance(holder, yaml.MappingNode) or _is_nothing(holder):
            return _Text(self.text).put(path[:-1], {path[-1]: value})
        raise NoSuchPlace(".".join(path[:-1]))

    def remove(self, path: Sequence[str]) -> str:
        """Take one entry out; what its mapping then lacks is written as an empty mapping."""
        pair = self.pair(path)
        holder = self._top if len(path) == 1 else (self.pair(path[:-1]) or (None, None))[1]
        assert pair is not None
        assert isinstance(holder, yaml.MappingNode)
        if len(holder.value) == 1 and len(path) > 1:
            return self.put(path[:-1], {})
        if holder.flow_style:
            return self._removed_inline(holder, pair)
        start = self._starts[pair[0].start_mark.line]
        return self.text[:start] + self.text[self._line_end(self._end(pair[1])) :]

    def lines_of(self, key: str) -> tuple[int, int]:
        """First and last-but-one line (from 0) of a top-level entry with its comments; those above the next are not."""
        tops = [pair[0].start_mark.line for pair in _pairs(self._top)]
        pair = self.pair((key,))
        if pair is None:
            raise NoSuchPlace(key)
        at = tops.index(pair[0].start_mark.line)
        end = self._above(tops[at + 1]) if at + 1 < len(tops) else len(self.lines)
        return self._above(tops[at]), end

    def _above(self, line: int) -> int:
        while line and self.lines[line - 1].startswith("#") and line > 1:
            line -= 1
        return line

    def _at(self, mark: yaml.Mark) -> int:
        return self._starts[mark.line] + mark.column

    def _end(self, node: yaml.Node) -> int:
        """Where the last character of `node` stands: a block's own end mark lies after the comments that follow it."""
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self.text[: self._at(node.end_mark)].rstrip())
        return self._at(node.end_mark)

    def _line_end(self, position: int) -> int:
        """The position after the line in which `position` is."""
        found = _LINE_END.search(self.text, position)
        return found.end() if found else len(self.text)

    def _replaced(self, pair: Pair, value: Any) -> str:
        key, old = pair
        after_key = self.text.index(":", self._at(key.end_mark)) + 1
        in_flow = self._is_inline(key)
        new = inline(value) if in_flow or not isinstance(value, Mapping) or not value else None
        end = max(self._end(old), after_key)
        if new is not None and isinstance(old, yaml.ScalarNode | yaml.CollectionNode) and self._stands_here(old, pair):
            start = self._at(old.start_mark)
            return self.text[:start] + new + self.text[end:]
        lines = f" {new}" if new is not None else "\n" + block(value, key.start_mark.column + _STEP).rstrip("\n")
        return self.text[:after_key] + lines + self.text[end:]

    def _stands_here(self, old: yaml.Node, pair: Pair) -> bool:
        """Whether the value begins on its key's line, so that it can be replaced in place."""
        return old.start_mark.line == pair[0].end_mark.line and not _is_nothing(old)

    def _is_inline(self, key: yaml.Node) -> bool:
        return bool(self.lines[key.start_mark.line][: key.start_mark.column].strip())

    def _added(self, holder: yaml.MappingNode, key: str, value: Any) -> str:
        last_key, last = holder.value[-1]
        if holder.flow_style:
            end = self._end(last)
            return f"{self.text[:end]}, {scalar(key)}: {inline(value)}{self.text[end:]}"
        position = self._line_end(max(self._end(last), self._at(last_key.end_mark)))
        before = self.text[:position]
        line_end = "" if not before or _LINE_END.search(before[-1:]) else "\n"
        return before + line_end + block({key: value}, last_key.start_mark.column) + self.text[position:]

    def _removed_inline(self, holder: yaml.MappingNode, pair: Pair) -> str:
        at = [key for key, _ in holder.value].index(pair[0])
        if at:
            start, end = self._end(holder.value[at - 1][1]), self._end(pair[1])
        else:
            start, end = self._at(pair[0].start_mark), self._at(holder.value[1][0].start_mark)
        return self.text[:start] + self.text[end:]


def _pairs(node: yaml.Node | None) -> Sequence[Pair]:
    return node.value if isinstance(node, yaml.MappingNode) else ()


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def block(value: Mapping[str, Any], indent: int = 0) -> str:
    """A mapping over several lines; mappings of mappings go on below, everything else stands in one line."""
    return "".join(_block_lines(value, " " * indent))


def _block_lines(value: Mapping[str, Any], space: str) -> Iterator[str]:
    for key, item in value.items():
        if isinstance(item, Mapping) and any(isinstance(inner, Mapping | list | tuple) for inner in item.values()):
            yield f"{space}{scalar(key)}:\n"
            yield from _block_lines(item, space + " " * _STEP)
        else:
            yield f"{space}{scalar(key)}: {inline(item)}\n"


def _split(text: str) -> list[str]:
    """Lines with their ends, as YAML counts them."""
    lines, start = [], 0
    for found in _LINE_END.finditer(text):
        lines.append(text[start : found.end()])
        start = found.end()
    return [*lines, text[start:]] if start < len(text) else lines
