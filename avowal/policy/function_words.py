"""The small words by which an English sentence is put together."""

from __future__ import annotations

from avowal.policy.stems import stems_of as _stems
from avowal.policy.stems import words_of as _words

MODALS = _words("may might can could will would shall should must")
DO = _words("do does did")
BE = _words("is are be been being was were am")
HAVE = _words("have has had")
AUXILIARIES = MODALS | DO | BE | HAVE
BETWEEN = _words(
    "also not never only even ever then further yet always sometimes both either neither currently otherwise so just"
    " nor cannot solely instead"
)
"""What may stand between an auxiliary and its verb, besides words in -ly."""
DENIALS = _words("not never nor cannot neither")
NONE = _words("no none nothing neither nobody")
LIMITS = _words("only solely exclusively")
JOINS = _words("and or nor but , then")
NOUN_FOLLOWS = _words(
    "the a an our your their its his her of in on by with from about at into for each every no any some all such other"
    " through during as full"
)
"""After these a word is no verb."""
NOUN_BEGINS = _words("our their its the these some")
RECIPIENT_BEGINS = _words(", certain these those third selected trusted outside anyone anybody")
"""After “to”, these open a recipient, not a purpose."""
PRONOUNS = _words("we they it")
QUESTIONS = _words("how why whether")
RELATIVES = _words("who which that whom whose")
CONDITION_STARTS = _words("if when whenever where once while because since after upon until before provided")
PARTICIPLES = _words("sold given kept sent held taken shown let put set left read brought made")
COMPLEMENTS = _stems("attempt try need want intend continue required obliged bound have right agree plan choose")
"""Words after which an infinitive is what really happens: “we attempt to read”, “reserve the right to share”."""
HABITS = _stems("policy practice custom")
"""“It is our policy not to …”"""
SAID_BY_US = _stems("aware note promise ensure confirm guarantee assure state")
"""After these, “that …” is a statement and not a relative clause."""
TEXTS = _stems("policy notice statement section table page")
ANNOUNCES = _stems("describe explain give tell cover apply outline detail govern")
"""“This policy describes how …” announces what other sentences say."""
BY_INTEREST = _stems("targeted tailored interest behavioral personalized personalised")
CHILDREN = _words("child children minors minor kids")
ALL_OF_IT = _words("anything everything whatever nothing")
PLAIN_MODIFIERS = _words(
    "a an the our your their its his her my this that these those such some any all each every no other certain more"
    " additional following same of or and to with in on for by from about only what which collected also not never own"
    " as via various many most standard related general new further much both use used"
)
"""Words before a noun that do not narrow what it means."""
GETS = _stems("receive get obtain")
"""What someone who gets data from the plan does."""
TAKEN_IN = _words("collected obtained gathered")
WEAK_VERBS = _words(
    "give gives gave given hand hands handed provide provides provided supply supplies supplied send sends sent furnish"
    " furnished expose release released passed transfer transferred"
)
"""Verbs that share something only when what and with whom is said: one can give advice, too."""
