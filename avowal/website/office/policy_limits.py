"""Times and limits of a draft as one form: every period that the policy promises, and the numbers its gates apply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from avowal.policy.model import Policy
from avowal.policy.period import Period
from avowal.policy.speaker import Speaker
from avowal.website.office.policy_fields import PeriodField

Path = tuple[str, ...]


class LimitsForm(forms.Form):
    """One field for each number and period; `paths` says where each stands in policy.yaml."""

    def __init__(self, *args: Any, policy: Policy, voice: Speaker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths: dict[str, Path] = {}
        self._groups: list[tuple[Any, list[str]]] = []
        self._limits(policy)
        self._group(_("How long we keep what comes in"), _kept(policy, voice))
        self._group(_("How long cookies stay"), _cookies(policy, voice))
        self._group(_("Within what time we act"), _duties(policy, voice))

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Headings with their fields."""
        return [(heading, [self[name] for name in names]) for heading, names in self._groups if names]

    def changed_values(self) -> Iterator[tuple[Path, Any]]:
        """What was changed, and where it stands."""
        for name, path in self.paths.items():
            if self.cleaned_data[name] != self.initial[name]:
                yield path, self.cleaned_data[name]

    def _limits(self, policy: Policy) -> None:
        numbers = {
            "child_age": (_("Age under which a visitor is a child"), policy.limits.child_age),
            "small_cell": (_("Smallest number that may be shown in a report"), policy.limits.small_cell),
        }
        for name, (label, now) in numbers.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=1, max_value=1000)
            self.paths[name], self.initial[name] = ("limits", name), now
        notice = (("limits", "notice_before_change"), _("Notice before a change of the policy"))
        self._groups.append((_("Limits"), list(numbers)))
        self._add(*notice, policy.limits.notice_before_change)
        self._groups[-1][1].append(_name(notice[0]))

    def _group(self, heading: Any, found: Iterator[tuple[Path, Any, Period]]) -> None:
        names = [self._add(path, label, now) for path, label, now in found]
        self._groups.append((heading, names))

    def _add(self, path: Path, label: Any, now: Period) -> str:
        name = _name(path)
        self.fields[name] = PeriodField(label=label)
        self.paths[name], self.initial[name] = path, now
        return name


def _name(path: Path) -> str:
    return "--".join(path)


def _kept(policy: Policy, voice: Speaker) -> Iterator[tuple[Path, Any, Period]]:
    for key, collection in policy.collections.items():
        label = voice.plain_name(f"collections.{key}")
        yield ("collections", key, "keep"), label, collection.keep
        for element, narrower in collection.elements.items():
            if narrower.keep:
                shorter = f"{label}: {_named(voice, f'data.{element}')}"
                yield ("collections", key, "elements", element, "keep"), shorter, narrower.keep


def _cookies(policy: Policy, voice: Speaker) -> Iterator[tuple[Path, Any, Period]]:
    for key, cookie in policy.cookies.items():
        if cookie.life:
            yield ("cookies", key, "life"), voice.plain_name(f"cookies.{key}"), cookie.life


def _duties(policy: Policy, voice: Speaker) -> Iterator[tuple[Path, Any, Period]]:
    for key, duty in policy.duties.items():
        if duty.within:
            yield ("duties", key, "within"), voice.plain_name(f"duties.{key}"), duty.within


def _named(voice: Speaker, key: str) -> str:
    try:
        return voice.plain_name(key)
    except (KeyError, AttributeError):
        return key.rpartition(".")[2]
