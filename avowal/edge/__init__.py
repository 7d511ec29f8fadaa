"""The front door: what stands between the network and the website, and keeps the policy's promises there.

Small ASGI layers, built from the declarations in force: client address, weblog, headers, collectors,
cookies. `edge.door.front_door` composes them. May import `events`, `policy` and `config`; knows no Django:
the website hands it a member key and a service name through the ASGI scope, never through a header.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KEEPERS: Mapping[str, str] = MappingProxyType(
    {
        "edge.blocks": "Keeps out the networks that staff blocked, with an answer that says so, and records it; the "
        "policy can be read from everywhere.",
        "edge.choices": "Drops a beacon that the visitor refused, and lets a cookie that is not essential neither in "
        "nor out before she chose it.",
        "edge.mail": "Keeps of a mail beacon the message, the issue and how it was read; no key of a visitor, and "
        "nothing under Global Privacy Control or Do Not Track.",
        "edge.weblog": "Records every request once, with exactly the declared elements; a member key only in "
        "signed-in areas.",
        "edge.cookies": "Lets only declared cookies in or out, with no longer a life than declared, host-only "
        "and never for other sites.",
        "edge.headers": "Sends the security policy that follows from the declared third parties, whatever a "
        "page asks for.",
        "edge.areas": "Keeps of an area beacon only the declared elements, and only names of plain form; nothing under "
        "Global Privacy Control or Do Not Track.",
        "edge.screens": "Keeps of what a declared app tells of its screens only the declared elements, and nothing "
        "when the person or the telephone opted out.",
        "edge.beacon": "Keeps of a page beacon or browser report only the declared elements, and nothing under "
        "Global Privacy Control or Do Not Track.",
    }
)
"""The gates of this room, by the name under which a promise of the bundle names them."""
