"""The summary's sentences about what is promised, by whom, to whom: choices, nevers, promises, contacts, limits."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop, ngettext

from avowal.policy import prose
from avowal.policy.model import Never
from avowal.website.privacy.plain_text import plain
from avowal.website.privacy.voices import ENTRY, Group, Voices, described


def choice(voices: Voices, group: Group) -> str:
    """A choice is offered anew or withdrawn, or holds otherwise until somebody makes it."""
    change, steps = group[0], group[0].where.split(".")
    told = {"choice": voices.name(".".join(steps[:ENTRY]))}
    if len(steps) == ENTRY and change.after is None:
        return gettext("The choice “%(choice)s” is no longer offered.") % told
    if len(steps) == ENTRY:
        return gettext("New choice: “%(choice)s”.") % told
    if any(one.where.endswith(".default") and one.after == "True" for one in group):
        return gettext("The choice “%(choice)s” is now on unless you switch it off.") % told
    if any(one.where.endswith(".default") for one in group):
        return gettext("The choice “%(choice)s” is now off unless you switch it on.") % told
    return described(voices, group)


_RULED_OUT = {
    "sell": gettext_noop("selling: %(elements)s"),
    "use": gettext_noop("using for %(purposes)s: %(elements)s"),
    "disclose": gettext_noop("giving to others: %(elements)s"),
}


def never(voices: Voices, group: Group) -> str:
    """Something is ruled out anew or no more."""
    change, key = group[0], group[0].where.split(".")[1]
    policy = voices.old.policy if change.after is None else voices.new.policy
    told = {"what": _ruled_out(voices, policy.nevers[key])}
    if change.where.count(".") + 1 > ENTRY:
        return gettext("What we rule out is drawn otherwise – %(what)s.") % told
    if change.after is None:
        return gettext("We no longer rule this out – %(what)s.") % told
    return gettext("We now rule this out – %(what)s.") % told


def _ruled_out(voices: Voices, found: Never) -> str:
    told = {
        "elements": voices.names("data", found.elements) if found.elements else gettext("anything"),
        "purposes": voices.names("purposes", found.purposes) if found.purposes else gettext("anything"),
        "action": found.action,
    }
    return gettext(_RULED_OUT.get(found.action, gettext_noop("%(action)s: %(elements)s"))) % told


def promise(voices: Voices, group: Group) -> str:
    """A promise is made anew or withdrawn, moved, or kept by something else."""
    change, steps = group[0], group[0].where.split(".")
    row = ".".join(steps[1:3])
    if change.where == f"promises.{row}":
        version, speaker = (voices.old, voices.before) if change.after is None else (voices.new, voices.after)
        said = {"statement": plain(prose.statement_text(version, speaker.language, row)) or row}
        if change.after is None:
            return gettext("We no longer promise: “%(statement)s”") % said
        return gettext("We now promise: “%(statement)s”") % said
    if steps[-1] == "section":
        return gettext("A promise stands in another section.")
    count = len({tuple(one.where.split(".")[1:3]) for one in group})
    return ngettext(
        "What is in place to keep or check our promises changed, for %(count)s of them.",
        "What is in place to keep or check our promises changed, for %(count)s of them.",
        count,
    ) % {"count": count}


def contact(voices: Voices, group: Group) -> str:
    """An office or a telephone line changed."""
    change, steps = group[0], group[0].where.split(".")
    told = {"contact": voices.name(".".join(steps[:ENTRY]))}
    if len(steps) == ENTRY and change.after is None:
        return gettext("No longer to be asked: %(contact)s.") % told
    found = voices.new.policy.contacts[steps[1]]
    ways = [
        found.email,
        str(found.address) if found.address else None,
        found.telephone,
        found.tty and f"TTY {found.tty}",
    ]
    told["ways"] = voices.side_by_side([way for way in ways if way])
    return gettext("%(contact)s can now be reached at: %(ways)s.") % told


def covered(voices: Voices, group: Group) -> str:
    """A site or an app is covered anew or no more."""
    change = group[0]
    told = {"name": voices.name(".".join(change.where.split(".")[:ENTRY]))}
    if change.where.count(".") + 1 > ENTRY:
        return described(voices, group)
    if change.after is None:
        return gettext("The policy no longer covers: %(name)s.") % told
    return gettext("The policy now covers as well: %(name)s.") % told


def organisation(voices: Voices, _group: Group) -> str:
    """Who makes the promises."""
    return gettext("What we say about ourselves changed: %(name)s.") % {"name": voices.new.policy.organisation.name}


def limit(voices: Voices, group: Group) -> str:
    """A number that the policy promises changed."""
    change = group[0]
    told = {"before": change.before, "after": change.after}
    field = change.where.rpartition(".")[2]
    if field == "notice_before_change":
        told = {"before": voices.period(change.before), "after": voices.period(change.after)}
        return gettext("Notice before a change of this policy: now %(after)s, before %(before)s.") % told
    if field == "child_age":
        return gettext("Children are people under %(after)s years; before, under %(before)s.") % told
    return gettext("The smallest count that we show is now %(after)s; before, %(before)s.") % told


def languages(voices: Voices, _group: Group) -> str:
    """The policy can be read in another choice of languages."""
    was, is_ = voices.old.policy.languages, voices.new.policy.languages
    gained, lost = [code for code in is_ if code not in was], [code for code in was if code not in is_]
    sentences = []
    if gained:
        sentences.append(
            gettext("The policy can now be read in: %(languages)s.") % {"languages": voices.languages(gained)}
        )
    if lost:
        sentences.append(
            gettext("The policy can no longer be read in: %(languages)s.") % {"languages": voices.languages(lost)}
        )
    return " ".join(sentences) or gettext("The languages of the policy stand in another order.")


def duty(voices: Voices, group: Group) -> str:
    """Something that must be done, or the time for it."""
    change, steps = group[0], group[0].where.split(".")
    told = {"duty": voices.name(".".join(steps[:ENTRY]))}
    if len(steps) == ENTRY and change.after is None:
        return gettext("No longer our duty: %(duty)s.") % told
    within = voices.new.policy.duties[steps[1]].within
    if within is None:
        return gettext("Our duty: %(duty)s.") % told
    return gettext("Our duty: %(duty)s, now within %(period)s.") % {**told, "period": voices.period(str(within))}
