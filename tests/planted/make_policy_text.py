"""Write policy_text/LANG.html from the bundle (needs PyYAML); run it when the bundle changes."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
BUNDLE = yaml.safe_load((HERE / "bundle/policy.yaml").read_text(encoding="utf-8"))
EFFECTIVE, NUMBER = "2026-10-01", "1"


def render(lang: str) -> str:
    """The wording of a language as HTML."""
    _, front, text = (HERE / f"bundle/wording/{lang}.md").read_text(encoding="utf-8").split("---\n", 2)
    labels: dict[str, str] = yaml.safe_load(front).get("labels") or {}

    def label(key: str) -> str:
        node: Any = BUNDLE
        for part in key.split("."):
            node = node[part]
        return labels.get(key) or (node.get("label") or node.get("law") or key if isinstance(node, dict) else str(node))

    def table(rows: list[list[str]]) -> str:
        return (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            + "</table>"
        )

    def value(key: str) -> str:
        if key == "version.effective_date":
            return f'<time datetime="{EFFECTIVE}">{EFFECTIVE}</time>'
        if key == "version.number":
            return NUMBER
        if key == "cookies":
            return table(
                [
                    [
                        name,
                        label(f"cookies.{name}"),
                        one.get("storage", "cookie"),
                        one["kind"],
                        one.get("life", ""),
                        labels.get(f"cookies.{name}.without", one["without"]),
                    ]
                    for name, one in BUNDLE["cookies"].items()
                ]
            )
        if key in {"cookies.session", "cookies.persistent"}:
            return html.escape(", ".join(n for n, one in BUNDLE["cookies"].items() if one["kind"] == key[8:]))
        if key == "telephones":
            return table(
                [
                    [
                        label(f"contacts.{n}"),
                        one["telephone"],
                        f"TTY {one['tty']}" if "tty" in one else "",
                        one.get("hours", ""),
                    ]
                    for n, one in BUNDLE["contacts"].items()
                    if "telephone" in one
                ]
            )
        if key == "retention":
            return table(
                [
                    [label(f"collections.{n}"), one["keep"], ", ".join(label(f"purposes.{p}") for p in one["purposes"])]
                    for n, one in BUNDLE["collections"].items()
                ]
            )
        if key == "data.identifying":
            return html.escape(
                ", ".join(label(f"data.{n}") for n, one in BUNDLE["data"].items() if one["identifies"] == "yes")
            )
        if key == "recipients":
            return table(
                [
                    [label(f"recipients.{n}"), one["kind"], labels.get(f"recipients.{n}.services", one["services"])]
                    for n, one in BUNDLE["recipients"].items()
                ]
            )
        if re.fullmatch(r"recipients\.\w+", key) and key[11:] not in BUNDLE["recipients"]:
            return html.escape(
                ", ".join(
                    label(f"recipients.{n}") for n, one in BUNDLE["recipients"].items() if one["kind"] == key[11:]
                )
                or "-"
            )
        if key == "third_parties":
            return table(
                [
                    [
                        label(f"third_parties.{n}"),
                        ", ".join(one["hosts"]),
                        ", ".join(label(f"data.{e}") for e in one["sees"]),
                        one["statement"],
                    ]
                    for n, one in BUNDLE["third_parties"].items()
                ]
            )
        if key == "beacons":
            return table([[label(f"beacons.{n}"), one["path"]] for n, one in BUNDLE["beacons"].items()])
        if key == "applicability":
            return table(
                [
                    [
                        labels.get(f"applicability.{n}.law", one["law"]),
                        one["status"],
                        labels.get(f"applicability.{n}.reason", one["reason"]),
                    ]
                    for n, one in BUNDLE["applicability"].items()
                ]
            )
        if key in {"sites", "apps", "resources"}:
            return html.escape(
                ", ".join(
                    f"{label(f'{key}.{n}')}" + (f" ({one['host']})" if "host" in one else "")
                    for n, one in BUNDLE[key].items()
                )
            )
        if key == "organisation.programs":
            return html.escape(
                ", ".join(label(f"organisation.programs.{n}") for n in BUNDLE["organisation"]["programs"])
            )
        node: Any = BUNDLE
        for part in key.split("."):
            node = node[part]
        if key.endswith((".elements", ".purposes")):
            kind = "data" if key.endswith(".elements") else "purposes"
            return html.escape(", ".join(label(f"{kind}.{n}") for n in node))
        if isinstance(node, dict) and "street" in node:
            return html.escape(f"{node['street']}, {node['city']}, {node['region']} {node['postal_code']}")
        return html.escape(label(key))

    out = []
    for block in re.split(r"\n\s*\n", text.strip()):
        block = block.strip()
        if block.startswith("##"):
            title, anchor = re.match(r"##\s*(.*?)\s*\{#([\w-]+)\}", block).groups()  # type: ignore[union-attr]
            out.append(f'<h2 id="{anchor}">{html.escape(title)}</h2>')
            continue
        for line in block.split("\n"):
            first = "[0.1]" in line
            line = re.sub(r"^-\s*", "", line)
            line = re.sub(r"^\[[\w.]+\]\s*", "", line)
            if not line.strip() or line.startswith("<!--"):
                continue
            line = re.sub(r"\[([^\]]+)\]\((/[^)]*)\)", r'<a href="\2">\1</a>', line)
            line = re.sub(r"\{\{\s*([\w.]+)\s*\}\}", lambda m: value(m.group(1)), line)
            out.append(f"<p{' class=' + chr(34) + 'org' + chr(34) if first else ''}>{line}</p>")
    return "\n".join(out)


for code in BUNDLE["languages"]:
    (HERE / f"policy_text/{code}.html").write_text(render(code), encoding="utf-8")
