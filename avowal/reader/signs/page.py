"""Signs for the policy itself, its changes, and what people may ask for. Their form is told in the package."""

SIGNS = """
updated: last updated; last revised; last changed; effective; effective date; updated; revised; last modified; in
  effect; as of; date; version; dated; in force; valid from; since; last touched; last edited; last amended; last
  reviewed; revised on; current as of; last change; last update; took effect; takes effect; applies from; rewritten;
  revision; changed on
rights: right; rights; access to; correct; correction; portability; object; rectify; copy of; see what; show you
  what; what we hold; request deletion; inspect what; put right; ask to see; mend; erase your; view your
retain: retain; retention; keep; kept; store; stored; delete; deleted; purge; as long as; retained; how long; hang
  on; hold on to; on file; wipe; throw away; shred; run out; runs out; last; lasts; archive; stay; overwrite;
  expire; destroy; discard; gone; erase; rid; bin; lapse; remain
dnt: do not track; dnt; global privacy control; gpc; opt out signal; privacy signal
abroad: european; europe; eu; uk; international; transfer; outside the united; gdpr; california; california
  residents; residents; state; ccpa; nevada; virginia; colorado; switzerland; country; countries
choose: choose; choice; opt out; opt in; consent; refuse; preference; permission; unsubscribe; control; decline;
  manage; set your browser; settings; adjust; exclude; untick; uncheck; tick; turn away; turn off; switch off; say
  no; tell us if; rather not; would rather; reply stop; you decide; ask us not; withdraw; toggle; turn on; opt; keep
  away
stop_it: untick; uncheck; reply stop; text stop; tell us if; turn away; switch off; turn off; say no; opt out; opt
  in; rather not; deselect
"""
