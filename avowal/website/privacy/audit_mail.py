"""Tells the office that answers for the policy (ledger 15.1) that a promise was found newly broken.

The mail holds no personal value: which promises, their own words, and where the report lies in the office.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from avowal.policy import proof, prose
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.proof import Proof
from avowal.website.privacy.plain_text import plain


class NobodyToTell(Exception):
    """The policy names no contact with a mail address."""


def tell(run: Proof, version: PolicyVersion) -> bool:
    """Send the mail on what `run` found newly broken; whether there was anything to tell.

    Raises NobodyToTell, and whatever the way of sending raises.
    """
    if not run.newly_broken:
        return False
    receiver = contact(version.policy)
    count = len(run.newly_broken)
    subject = ngettext(
        "%(count)s promise of our privacy policy is newly broken",
        "%(count)s promises of our privacy policy are newly broken",
        count,
    ) % {"count": count}
    EmailMessage(subject, _body(run, version), settings.AVOWAL.email_from or receiver, [receiver]).send()
    return True


def contact(policy: Policy) -> str:
    """The address of the office that answers questions about the policy."""
    found = next((one.email for one in policy.contacts.values() if one.email), None)
    if found is None:
        raise NobodyToTell("No contact of the policy in force has a mail address, so nobody can be told.")
    return found


def _body(run: Proof, version: PolicyVersion) -> str:
    language = version.policy.source_language
    lines = [
        gettext("The audit that began at %(when)s UTC held our sites against version %(number)s of our policy.")
        % {"when": f"{run.began_at:%Y-%m-%d %H:%M}", "number": run.version},
        gettext("It found broken what was not broken in the audit before:"),
        "",
    ]
    lines += [f"{key}  {plain(prose.statement_text(version, language, key))}".strip() for key in run.newly_broken]
    broken = run.count(proof.BROKEN)
    address = settings.WAGTAILADMIN_BASE_URL + reverse("audit_report", args=[run.run])
    lines += [
        "",
        ngettext("%(count)s promise is broken in all.", "%(count)s promises are broken in all.", broken)
        % {"count": broken},
        gettext("The report, with the evidence and what to do first:"),
        address,
        "",
    ]
    return "\n".join(lines)
