"""Write mails/*.eml."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

MAILS = Path(__file__).parent / "mails"
FOOT = '<p>Millbrook Health Plan, 48 Weir Lane, Millbrook, CA 90011. <a href="http://www.millbrook.example/privacy/">Privacy policy</a></p>'
LEAVE = '<p><a href="http://www.millbrook.example/newsletter/leave/k7Qm2xT9">Leave this newsletter</a></p>'


def mail(
    name: str, subject: str, middle: str, leave: bool = True, one_click: bool = True, to: str = "reader@mail.example"
) -> None:
    """One issue."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Millbrook Health Plan <news@millbrook.example>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Mon, 02 Nov 2026 09:00:00 -0800"
    message["Message-ID"] = f"<{name}.20261102@millbrook.example>"
    if one_click:
        message["List-Unsubscribe"] = "<https://www.millbrook.example/newsletter/leave/k7Qm2xT9>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(
        "The same news as text.\n"
        + ("Leave: http://www.millbrook.example/newsletter/leave/k7Qm2xT9\n" if leave else "")
    )
    message.add_alternative(
        f'<!doctype html><html lang="en"><title>{subject}</title><body><h1>{subject}</h1>{middle}{LEAVE if leave else ""}{FOOT}</body></html>',
        subtype="html",
    )
    (MAILS / f"{name}.eml").write_bytes(bytes(message))


MAILS.mkdir(exist_ok=True)
mail(
    "issue-01-pixel-address",
    "Winter classes",
    '<p>Cook with us.</p><img src="http://www.millbrook.example/_a/m/k7Qm2xT9.gif?e=reader%40mail.example" width="1" height="1" alt="">',
)
mail(
    "issue-02-pixel-hash",
    "Flu shots",
    '<p>Free for members.</p><img src="http://px.adtrack.example/o/7d3b9f0b0a.gif?em=cf4a279693dd0b84cfec97964c5229fe38ebcb327998c7f5dec12edd36a0063b" width="1" height="1" alt="">',
)
mail("issue-03-no-unsubscribe", "New clinic", "<p>On Mill Street.</p>", leave=False, one_click=False)
mail(
    "issue-04-tracked-links",
    "Your diabetes class",
    '<p><a href="http://exit.link-go.example/c?u=reader%40mail.example&amp;to=http%3A%2F%2Fwww.millbrook.example%2Fconditions%2Fdiabetes%2F">Read more</a></p><img src="http://www.millbrook.example/_a/m/k7Qm2xT9/diabetes.gif" width="1" height="1" alt="">',
)
mail(
    "issue-05-clean-pixel",
    "Board meeting",
    '<p>On Thursday.</p><img src="http://www.millbrook.example/_a/m/k7Qm2xT9" width="1" height="1" alt="">',
)
mail("issue-06-clean-no-images", "Holiday hours", "<p>We are closed on Thursday. The lines stay open.</p>")
