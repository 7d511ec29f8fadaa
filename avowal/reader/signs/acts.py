"""Signs for what is done with data, and what people do on a site. Their form is told in the package."""

SIGNS = """
collect: collect; gather; obtain; acquire; capture; record; receive; take in; note; log; learn; track; monitor; pick
  up; write down; ask for; take; takes; taking; took; reaches us; reach us; comes to us; come in; count; ask you;
  compile; harvest; register; keep track; keep a record; jot; we get; we also get; we see; we find; we save; can
  see; is asked; are asked; make a note; writes down; registers; we detect; we observe
give: give; provide; submit; supply; enter; tell us; hand; volunteer; send us; type; fill; share with us; choose to;
  furnish; sign up; offer; part with; leave us; leave your; fill in; fill out; let us have; key in; type in; enroll;
  contribute; elect to; decide to; put in; share with; you send; you tell; you write; send in; create an account;
  make an account; open an account
use: use; utilize; process; help; allow; let; enable; rely; employ; serve; work with; need; so that; so we; in order
  to; draw on; look at; read; utilise; analyse; analyze; consult; deal with; what for; it is for; why we; put to
share: share; disclose; pass; transfer; release; give; provide; make available; hand; reveal; exchange; send; go to;
  receive; access; supply; get; goes to; see; turn over; report to; obtain; hand over; pass along; forward; give
  out; deliver; divulge; distribute; transmit; communicate; furnish; expose; leak; entrust; report; circulate; show;
  tell
sell: sell; trade; barter; rent; lease; license; licence; sale; for money; swap; hire out; for sale; auction;
  monetize; monetise; take money; pay us; make money; earn money; profit; peddle; sales of
store: store; keep; hold; retain; save; stored; kept; live; lives; house; locked; maintain; sit; lie; rest; archive;
  on file; reside; back up; remain
read: read; review; check; look at; see; consult; study; peek; go through; look over; check out; acquaint;
  familiarize; look for; turn to
look: look; examine; read; inspect; scan; search; access; open; peek; view; snoop; reach; touch; browse; rummage;
  pry; spy; go through; retrieve; extract; explore; dig; poke; get at; get into
set: set; place; put; leave; drop; deposit; install; plant; write; stash; deploy
link: link; links; linking; hyperlink; lead to other; leads to other; leads elsewhere; take you; point to; redirect;
  lead; leads; bring you; jump; land on; end up; hyperlinks; send you to; goes elsewhere; go to other; connect you
delete: delete; erase; remove; destroy; wipe; purge; clear; get rid; throw away; discard; deleting; expunge; scrub;
  shred; overwrite; dispose; take down; strip; gone; bin; take out; cut out
refuse: refuse; reject; block; disable; turn off; decline; opt out; switch off; delete; remove; clear; say no; turn
  them off; not accept; control; stop; prevent; shut off; erase; manage; turn away; turn down; untick; uncheck;
  deny; withhold; disallow; deactivate; withdraw; keep away; opt; keep out; not to accept; get rid; without cookies;
  cookies off; cookies away; off cookies; them away
tell: tell; show; inform; notify; let us know; report; reveal; learn; see; know; allow; help; signal; collect; find
  out; announce; display; indicate; count; discover; determine; ascertain; detect; note; alert; records; measures;
  reports
ask: ask; invite; request; offer; complete; take; fill; answer; send; respond; solicit; survey you; participate;
  prompt; want to hear; hear from; hear how; seek; encourage; may appear; want your; would like your; put to you
require: require; must; bound; bind; oblige; contract; agree; obligated; contractually; agreement; promise us; have
  to; may not; undertake; forbid; obliges; obliged; binds; written agreement; written agreements; forbids;
  forbidden; bar; prohibit; swear; commit; pledge; sign a; signs a; signed a; have signed; promise; promises;
  demand; insist; by contract; contracts; not allowed; cannot; in writing; duty; hold them to; make them; are
  expected; allowed only; use only; clause; under oath; are held
comply: comply; meet; obey; follow; abide; conform; satisfy; honor; required by; as required; observe; fulfil; stick
  to; keep to; in line with; in accordance; compliance; compliant; adhere; uphold; govern; subject to; live up; stay
  within; right side; do what
explain: explain; describe; tell; lay out; set out; sets out; outline; give you information; details; inform; say
  what; says what; answer; lists; shows; what this; explains; what we do with; learn; find out; spell out; tell you
  how; here is; this is how; cover; sum up; how we; how your; which facts
accept: accept; agree; consent; acknowledge; acceptance; approve; disagree; object; terms you agree; signature;
  permission; keep using; keeps using; approval; okay; ok; fine with; go along; say yes; saying yes; assent; bound
  by; deemed; constitute; happy with; understand; agreement to
leave: leave; exit; stop using; do not use; discontinue; close the site; go elsewhere; not use; navigate away; not
  continue; quit; please do not; cease; close the page; close this; stay away; please leave; go no further; don't
  use; don't continue; stop here; avoid; not to use; do not go; turn away; not visit
visit: visit; use; using; access; browse; continue; continued use; stay; remain; come to; go on; look around; look
  through; surf; explore; stick around; keep on; look at; read; walk through; click through; enter; stay on
apply: apply; cover; govern; extend; concern; control; prevail; hold; come first; take precedence; pertain; rule;
  counts there; reach; belong; subject to; is about; is for; deals with; concerned with; bind; stand; kick in;
  override; win; take priority; supersede; extends; in charge; valid; prevails; are the rules; take over; count
  there; count when; that counts; is what counts
change: change; amend; update; revise; modify; alter; rewrite; amendment; revision; edit; new version; tweak;
  adjust; rework; replace; redo; touch up; evolve; supersede; new rules; from time to time; rewritten
post: post; publish; put up; announce; notify; notice; appear; place; on this page; here; let you know; new date;
  replace; tell you; stand here; stands here; put here; shown here; check back; come back; look here; current
  version; latest version; newest version; at this address; on our site; on our website; say so; tell people; mail
  you; put it here; date on; replaced; find it here; stand on; shown on
contact: contact; write; call; email us; reach; get in touch; mail us; ask us; phone; send us; telephone; reach out;
  emailing; write to; come to us; bring them to; go to; addressed to; turn to; put to; ask the; ask our; drop us;
  ring; call us; get hold; talk to; message us; fax; reached at; reach us; let us know; inquire; enquire; in
  writing; phone us; drop a line; take it up; run by; directed to; speak to; talk to us; run it by; communicated to;
  brought to; taken up with; raised with; told to; letter to
question: question; concern; comment; inquiry; enquiry; complaint; wonder; unsure; unclear; puzzle; worry; worries;
  worried; doubt; query; queries; want to know; not sure; complain; suggestion; more about this
improve: improve; better; enhance; evaluate; evaluation; develop; quality; make better; optimize; fix; refine;
  improvement; redesign; plan changes; polish; useful; mend; rework; strengthen; repair; plan new; learn what; make
  changes; extend; clearer; simplify; upgrade; smooth; boost; do better; what works; what to change; sharpen;
  rearrange; rewrite; shape; decide what
respond: respond; answer; reply; help; assist; support; follow up; resolve; get back; write back; help you; call
  back; call you back; deal with; look into; sort out; attend
tie: link; combine; join; match; tie; associate; merge; connect; attach; cross reference; relate; add to
herein: below; read on; keep reading; this page; this text; this notice; this policy; this statement; this document;
  what follows
end_here: stop here; stops here; end here; ends here; stays behind; stop at; stops at; ends when; end when; ends
  where; end where; no longer apply; no longer applies; limited to; confined to; apply only; applies only; no longer
  protect; out of reach
find: look up; find; hunt; browse; read about; learn about; learn how; catch up; discover; check; grab
incognito: without telling us; without giving us; without saying who; stay anonymous; remain anonymous; anonymously;
  without naming; without your name; without signing; need not tell; have to tell us; need to tell us; without
  identifying; without an account; without logging; without giving your; without giving any; browse without; look
  without; read without; just to look; just looking; without logging in; visit without; without registering; no need
  to register
want: want; wish; welcome
"""
