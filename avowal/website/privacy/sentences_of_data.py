"""The summary's sentences about data: what is collected, who gets it, what others see, what browsers keep."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from avowal.policy.differences import Change
from avowal.policy.model import Cookie
from avowal.website.privacy.voices import ELEMENT_FIELD, ENTRY, Group, Voices, described, moved


def collection(voices: Voices, group: Group) -> str:
    """Something is collected anew or no more, kept longer or shorter, used for more or less."""
    change, steps = group[0], group[0].where.split(".")
    name = voices.name(".".join(steps[:ENTRY]))
    if len(steps) == ENTRY:
        return _whole_collection(voices, name, steps[1], change)
    if steps[2] != "elements":
        return described(voices, group)
    told = {"collection": name, "elements": _elements(voices, steps[1], group)}
    if len(steps) == ELEMENT_FIELD:
        return _element_field(voices, group, told)
    if change.before is None:
        told["period"] = voices.period(change.after)
        return gettext("%(collection)s – now takes in as well: %(elements)s. Kept for %(period)s.") % told
    return gettext("%(collection)s – no longer takes in: %(elements)s.") % told


def _element_field(voices: Voices, group: Group, told: dict[str, str]) -> str:
    change, field = group[0], group[0].where.rpartition(".")[2]
    if field == "keep":
        told |= {"before": voices.period(change.before), "after": voices.period(change.after)}
        if change.meaning.widens:
            return gettext("%(collection)s – kept longer: %(elements)s. Now %(after)s, before %(before)s.") % told
        return gettext("%(collection)s – kept less long: %(elements)s. Now %(after)s, before %(before)s.") % told
    if field == "purposes":
        told["purpose"] = voices.name(f"purposes.{change.after or change.before}")
        if change.before is None:
            return gettext("%(collection)s – may now also be used for %(purpose)s: %(elements)s.") % told
        return gettext("%(collection)s – may no longer be used for %(purpose)s: %(elements)s.") % told
    return gettext("%(collection)s – taken in from other people than before: %(elements)s.") % told


def _whole_collection(voices: Voices, name: str, key: str, change: Change) -> str:
    if change.after is None:
        return gettext("No longer collected: %(collection)s.") % {"collection": name}
    found = voices.new.policy.collections[key]
    return gettext("Newly collected: %(collection)s. It holds %(elements)s, for %(purposes)s. Kept for %(period)s.") % {
        "collection": name,
        "elements": voices.names("data", found.elements),
        "purposes": voices.names("purposes", found.purposes),
        "period": voices.period(str(found.keep)),
    }


def _elements(voices: Voices, key: str, group: Group) -> str:
    named = list(dict.fromkeys(change.where.split(".")[3] for change in group))
    held = voices.new.policy.collections[key].elements
    if len(named) > 1 and set(named) == set(held):
        return gettext("everything in it")
    return voices.names("data", named)


def recipient(voices: Voices, group: Group) -> str:
    """Someone outside gets data anew or no more, or more or less of it."""
    change, steps = group[0], group[0].where.split(".")
    told = {"recipient": voices.name(".".join(steps[:ENTRY]))}
    if len(steps) > ENTRY:
        return _recipient_field(voices, group, told)
    if change.after is None:
        return gettext("%(recipient)s no longer gets anything.") % told
    found = voices.new.policy.recipients[steps[1]]
    told |= {"services": voices.name(f"{change.where}.services"), "elements": voices.names("data", found.elements)}
    return gettext("New recipient: %(recipient)s (%(services)s). It may get: %(elements)s.") % told


def _recipient_field(voices: Voices, group: Group, told: dict[str, str]) -> str:
    change, field = group[0], group[0].where.split(".")[ENTRY]
    more = change.before is None
    if field == "elements":
        told["elements"] = voices.names("data", moved(group))
        sentence = _MAY_GET if more else _NO_LONGER_GETS
    elif field == "purposes":
        told["purposes"] = voices.names("purposes", moved(group))
        sentence = _MAY_USE if more else _MAY_NO_LONGER_USE
    elif field == "aggregate_only":
        sentence = _TOTALS if change.after == "True" else _MORE_THAN_TOTALS
    else:
        return described(voices, group)
    return gettext(sentence) % told


_MAY_GET = gettext_noop("%(recipient)s may now get as well: %(elements)s.")
_NO_LONGER_GETS = gettext_noop("%(recipient)s no longer gets: %(elements)s.")
_MAY_USE = gettext_noop("%(recipient)s may now use what it gets for %(purposes)s as well.")
_MAY_NO_LONGER_USE = gettext_noop("%(recipient)s may no longer use what it gets for %(purposes)s.")
_TOTALS = gettext_noop("%(recipient)s now gets totals only.")
_MORE_THAN_TOTALS = gettext_noop("%(recipient)s may now get more than totals.")


def third_party(voices: Voices, group: Group) -> str:
    """Content of somebody else may be shown anew or no more, or its host can see more or less."""
    change, steps = group[0], group[0].where.split(".")
    told = {"name": voices.name(".".join(steps[:ENTRY]))}
    if len(steps) == ENTRY and change.after is None:
        return gettext("Content of %(name)s is no longer shown.") % told
    if len(steps) == ENTRY:
        found = voices.new.policy.third_parties[steps[1]]
        told |= {"hosts": voices.listed(list(found.hosts)), "elements": voices.names("data", found.sees)}
        return gettext("New third party: %(name)s (%(hosts)s). It can see: %(elements)s.") % told
    if steps[2] == "sees":
        told["elements"] = voices.names("data", moved(group))
        if change.before is None:
            return gettext("%(name)s can now see as well: %(elements)s.") % told
        return gettext("%(name)s can no longer see: %(elements)s.") % told
    return described(voices, group)


def cookie(voices: Voices, group: Group) -> str:
    """Something is kept in a browser anew or no more, or for another time."""
    change, steps = group[0], group[0].where.split(".")
    told = {"cookie": f"{voices.name('.'.join(steps[:ENTRY]))} ({steps[1]})"}
    if len(steps) == ENTRY and change.after is None:
        return gettext("No longer kept in your browser: %(cookie)s.") % told
    found = voices.new.policy.cookies[steps[1]]
    if len(steps) == ENTRY:
        told |= {"purpose": voices.name(f"purposes.{found.purpose}"), "life": voices.period(_life(found))}
        return gettext("New in your browser: %(cookie)s, for %(purpose)s. It stays: %(life)s.") % told
    was = voices.old.policy.cookies[steps[1]]
    if _life(was) != _life(found):
        told |= {"before": voices.period(_life(was)), "after": voices.period(_life(found))}
        return gettext("%(cookie)s stays in your browser for another time: %(after)s. Before: %(before)s.") % told
    return described(voices, group)


def _life(found: Cookie) -> str:
    return str(found.life) if found.life else ""
