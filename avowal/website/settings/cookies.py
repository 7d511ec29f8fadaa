"""The names of the cookies that the website itself sets; each must be declared in the policy in force.

`pages.checks` says so when one is not, and the edge drops what is not declared (ledger 4.1).
"""

from __future__ import annotations

SIGN_ON = "harbor_session"
FORM = "harbor_form"
TEXT_SIZE = "harbor_text_size"
ALL = (SIGN_ON, FORM, TEXT_SIZE)
