"""The names of the cookies that the website itself sets; each must be declared in the policy in force.

A deployment names them in `avowal.toml` under `[cookies]`; the sample plan's names stand where it does not.
`pages.setup_checks` says so when one is not, and the edge drops what is not declared (ledger 4.1).
"""

from __future__ import annotations

from avowal.config import current

_NAMED = {"sign_on": "harbor_session", "form": "harbor_form", "text_size": "harbor_text_size"} | current().cookies
SIGN_ON, FORM, TEXT_SIZE = (_NAMED[use] for use in ("sign_on", "form", "text_size"))
ALL = (SIGN_ON, FORM, TEXT_SIZE)
