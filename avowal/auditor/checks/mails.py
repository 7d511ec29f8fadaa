"""9.2: every issue has a link by which its reader leaves. Read from the mails that the audit opened as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.auditor.checks.common import distinct
from avowal.auditor.evidence import Evidence, Link, PageVisit, Pass
from avowal.auditor.verdicts import Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "9.2"
_LEAVING = re.compile(
    r"unsubscribe|opt[ -]?out|stop (?:these|receiving|getting|sending)|leave (?:this|the) (?:list|newsletter)|"
    r"manage (?:your )?(?:subscription|preferences)|no longer (?:want|wish)|darse de baja|cancelar (?:la )?suscripci|"
    r"退訂|取消訂閱|退订|取消订阅|구독 ?(?:취소|해지)|ապաբաժանորդագր|отписат|mag-?unsubscribe|hủy đăng ký|لغو اشتراک|"
    r"إلغاء الاشتراك|ឈប់ជាវ",
    re.IGNORECASE,
)
_NOT_BY_PAPER = re.compile(r"https?:|mailto:", re.IGNORECASE)
_DO = "Put the one-click link to leave into the template of the issue."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every mail that was opened, for a link that lets its reader leave."""
    del version
    mails = _mails(evidence)
    if not mails:
        return Unchecked(Reason.NOT_EXERCISED, "No mail of the sites was opened, so none could lack the link.")
    return distinct(evidence, (found for seen in mails for found in _without_a_way_out(seen)))


def _mails(evidence: Evidence) -> list[PageVisit]:
    return [seen for seen in evidence.pages if seen.passing is Pass.MAIL and (seen.links or seen.texts)]


def _without_a_way_out(seen: PageVisit) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if not any(_leads_out(link) for link in seen.links):
        shown = ", ".join(link.text for link in seen.links[:6]) or "none"
        line = f"“{seen.title[:100]}” has {len(seen.links)} links: {shown}"
        yield (seen.url,), found_on(seen, PROMISE, "An issue has no link by which its reader can leave.", (line,), _DO)


def _leads_out(link: Link) -> bool:
    return bool(_NOT_BY_PAPER.match(link.href) and (_LEAVING.search(link.text) or _LEAVING.search(link.href)))


CHECK = Check(
    PROMISE,
    "a mail without a link to leave",
    Severity.MEDIUM,
    judge,
    lambda evidence: f"Opened {len(_mails(evidence))} mails and found the link to leave in each.",
)
