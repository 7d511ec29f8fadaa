"""Signs: the words by which a sentence shows what it is about, beyond the concepts of the policy's own lexicon.

A line is `sign: entry; entry; …`. An entry is one word or a phrase of at most four; `a/b` stands for either. Entries
and text are reduced by the lexicon's `stem`. Signs say nothing by themselves: `rows` tells which of them together
make a promise.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_SIGNS = """
; who
we: we; us; our; ours; ourselves; company; staff
you: you; your; yours; visitor; user; people; anyone; everybody; person; member; customer; somebody; individual
third: third party/parties; other/outside/unaffiliated/separate
  company/companies/party/parties/business/businesses/firm/firms/organization/organizations; outsider; others;
  someone else; anyone/anybody else; advertiser; ad/advertising network/company/partner; providers of content;
  social network; their own; these/those companies/firms/businesses; other
  publisher/publishers/operator/operators/institution/institutions/bodies; google analytics; meta pixel; ad server;
  outside firms/services; data broker; companies we work
vendor: vendor; contractor; subcontractor; service provider; supplier; processor; subprocessor; business associate;
  firms we hire; companies we hire; who work for; work/works/working on our behalf; agents; hired; companies that
  help; help us run; hosting company/companies; on our behalf; work/works/working for us; companies that work; firms
  that work; our hosting company; who run our; the company that hosts; engaged by us
affiliate: affiliate; affiliated; subsidiary; sister company/companies/organization; parent company/organization;
  corporate family; partner; joint venture; reseller; business partner; allied; related organization/company
authority: regulator; regulatory; law enforcement; police; court; government; agency; authorities; subpoena;
  warrant; prosecutor; judge; officials; auditor general
public_body: public entity/agency/body/authority/trust/hospital; county; district; city; nonprofit; non profit;
  local initiative; government entity; state agency; publicly owned; not for profit; cooperative; charity
coverage: coverage; health plan/insurance/care/benefits/coverage; insurance; insure; medicaid; medicare; medi cal;
  dental/vision/medical plan/care/benefits; clinic; hospital; benefits; programs
provide: provide; offer; give; serve; run; operate; supply; cover; arrange; do business; doing business
child: child; children; minor; kids; kid; under 13; younger than; under the age; thirteen; youngster; under
  thirteen; below the age; not yet 13
parent: parent; parental; guardian; mother or father
meant: intend; intended; meant; design; designed; direct; directed; aim; aimed; target; made for; written for; for
  adults; built for; marketed; addressed; serve; for children; invite
adult: adult; grown ups; grown up; 18 or older; age 18; eighteen; of full age
; acts
collect: collect; gather; obtain; acquire; capture; record; receive; take in; note; log; learn; track; monitor; pick
  up; write down; ask for; take; takes; taking; took; reaches us; reach us; comes to us; come in; count; ask you
give: give; provide; submit; supply; enter; tell us; hand; volunteer; send us; type; fill; share with us; choose to;
  furnish; sign up; offer; part with
use: use; utilize; process; help; allow; let; enable; rely; employ; serve; work with; need; so that; so we; in order
  to; draw on; look at; read
share: share; disclose; pass; transfer; release; give; provide; make available; hand; reveal; exchange; send; go to;
  receive; access; supply; get; goes to; see; turn over; report to; obtain
sell: sell; trade; barter; rent; lease; license; licence; sale; for money; swap; hire out
store: store; keep; hold; retain; save; stored; kept; live; lives; house; locked; maintain
read: read; review; check; look at; see; consult; study
look: look; examine; read; inspect; scan; search; access; open; peek; view; snoop; reach; touch; browse
set: set; place; put; leave; drop; deposit; install; plant; write
link: link; links; linking; hyperlink; lead to other; leads to other; leads elsewhere
delete: delete; erase; remove; destroy; wipe; purge; clear; get rid; throw away; discard; deleting
refuse: refuse; reject; block; disable; turn off; decline; opt out; switch off; delete; remove; clear; say no; turn
  them off; not accept; control; stop; prevent; shut off; erase; manage
tell: tell; show; inform; notify; let us know; report; reveal; learn; see; know; allow; help; signal; collect; find
  out; announce
ask: ask; invite; request; offer; complete; take; fill; answer; send; respond; solicit; survey you; participate
require: require; must; bound; bind; oblige; contract; agree; obligated; contractually; agreement; promise us; have
  to; may not; undertake; forbid; obliges; obliged; binds; written agreement; written agreements; forbids; forbidden
comply: comply; meet; obey; follow; abide; conform; satisfy; honor; required by; as required; observe; fulfil
explain: explain; describe; tell; lay out; set out; sets out; outline; give you information; details; inform; say
  what; says what; answer; lists; shows; what this; explains; what we do with
accept: accept; agree; consent; acknowledge; acceptance; approve; disagree; object; terms you agree; signature;
  permission; keep using; keeps using; approval
leave: leave; exit; stop using; do not use; discontinue; close the site; go elsewhere; not use; navigate away; not
  continue; quit; please do not
visit: visit; use; using; access; browse; continue; continued use; stay; remain; come to; go on
apply: apply; cover; govern; extend; concern; control; prevail; hold; come first; take precedence; pertain; rule;
  counts there; reach; belong; subject to; is about; is for; deals with; concerned with
change: change; amend; update; revise; modify; alter; rewrite; amendment; revision; edit; new version
post: post; publish; put up; announce; notify; notice; appear; place; on this page; here; let you know; new date;
  replace; tell you
contact: contact; write; call; email us; reach; get in touch; mail us; ask us; phone; send us; telephone; reach out;
  emailing; write to; come to us; bring them to; go to; addressed to; turn to; put to; ask the; ask our
question: question; concern; comment; inquiry; enquiry; complaint; wonder
improve: improve; better; enhance; evaluate; evaluation; develop; quality; make better; optimize; fix; refine;
  improvement; redesign; plan changes; polish; useful; mend; rework; strengthen; repair; plan new; learn what; make
  changes; extend
respond: respond; answer; reply; help; assist; support; follow up; resolve; get back
; data
personal: personal information/data/detail/details; personally identifiable/identifying; identifiable information;
  identifying information; who you are; identify you; identifies you; information about you; data about you; pii;
  personal; your identity; your name; points to you; names you; tied to you; connected to you; linked to you;
  private information
info: information; data; detail; details; facts; anything; things; answers; what you give; it; them; figures
define: mean; means; refers to; is any; is information; is data; is anything; consists of; counts as; defined as;
  any information; anything that; something that; is whatever; whatever; we mean; counts too; call this; we call;
  examples
examples: such as; like; for example; for instance; include; including; among others; e g; eg; your name; name
anonymous: anonymous; anonymized; aggregate; aggregated; deidentified; de identified; non personal; nonpersonal;
  statistics; statistical; totals; counts; usage data; summary figures; non identifying; in total; sums; visit
  counts; traffic figures; not name anyone; without names; cannot identify; figures; numbers about; visit figures;
  summary
usage_many: how many; number of visitor/visits/people; count of; visitor counts; count visits/visitors; counts of
  visit/visits; headcount; tally; many people; conversion rate; totals of; total visits; counting visits; visit
  totals; visitor numbers
usage_pages: pages visited/viewed/seen/opened; pages you visit/view/open/visited/viewed; which pages/page/screens;
  screens; pages they visit/view/open/visited; pages people; parts of the site; page views; content viewed; links
  clicked; pages are; page was opened; pages get; page requested; what you looked; which page; pages you load; pages
  requested; addresses of pages
usage_time: how long; time spent; duration; length of visit/visits/stay; long they stay; long you stay; minutes;
  session length
usage_from: came from; come from; arrived from; referring; referred; referrer; coming from; sent you; led you; where
  visitors; brought you; site you left; previous site; where they; led them here; you came from; linked from; page
  you came; arrived through; site that led
weblog: weblog; web log; server log; log file; access log; logs; log; logbook; request log; visitor log; servers
  keep; server notes; server records; servers write; server writes
automatic: automatic; automatically; by itself; each time; every visit; every request; each request; all visitors;
  every visitor; as soon as; whenever; on its own; without your doing; every time
domain: domain; internet provider; service provider's; network you; provider name; internet domain; host name
ip: ip address; internet protocol; internet address; ip; network address; protocol address; ip numbers; number of
  your computer; numeric address
isp: internet service provider; internet provider; isp; your provider; network owner; broadband provider; connection
  provider; access provider
browser: browser; browser type; user agent; kind of browser; web browser; browsing program; browser program
system: operating system; device type; type of device; kind of device; device; computer system; software version;
  kind of computer; type of computer; os; platform
time: date; time; time of; when you visited; moment; timestamp; hour; day and hour; clock time
email: email; mail; message; newsletter; e mail; bulletin; mailing; letters
email_address: email address; email; mail address; e mail address; address; zip; zip code; where to send
health: health; medical; diagnosis; condition; illness; treatment; claims; clinical; symptoms; care record
npp: notice of privacy practices; protected health information; phi; hipaa notice; health privacy notice; patient
  privacy notice; medical privacy notice; hipaa
record_set: record set; medical record; claims record; health record; medical chart; patient record; chart; member
  file; patient file; clinical record; medical file; claim file
service_used: services accessed; services used; which services; which service; what you did; member number;
  individual identifier; user id; your id; identifier; tied to your; service you use; account activity; services
  you; key that stands; features you; services that you; member code; user code; names of services; services opened;
  personal code
demographic: age; gender; sex; education; income; demographic; race; ethnicity; schooling; household; age group;
  language you speak; age range; birth year
transaction: order; purchase; transaction; payment; billing; premium; bought; buying; appointment; application;
  enrollment
; means
cookie: cookie
session: session cookie; session; temporary; one visit; a single visit; per session; short lived; visit cookie
persistent: persistent; permanent; long term; lasting; longer lived; stored longer; kind stays; stay behind; remain;
  stays; remains; stay on; longer; between visits; some last
end: end; delete; deleted; expire; disappear; erase; gone; remove; vanish; until you close/leave/stop; when you
  close/leave; close your browser; leave the site; cease; die; go away; dropped; closed
later: later; subsequent; next visit; return; come back; until they expire; after you close/leave; again; future
  visit; stays; remains; stay; remain; expire; last; next time; months; year; years; days; old age; until you delete
similar: similar technology/technologies/tools/tool; tracking technologies; local storage; storage; like
  technologies; comparable technologies; browser storage; other technology/technologies
beacon: beacon; web beacon; pixel; clear gif; web bug; tracking pixel; pixel tag; tiny image/images/picture; small
  image; invisible image/picture; one pixel; single pixel; transparent image; clear image; tag; tags
spyware: spyware; spying; spy; keylogger; key logger; keystroke; malware; secretly watch; snooping
area: area; areas; part of a page; section of; part of the; pages; page; screens; visited; visits; your visit; read;
  where on; which part; website; block of
opened: opened; open; opens; opening; was read; read it; been read; looked at; unread; unopened; received; never
  read; do not read; not read; ignored; reading; reads; interest
format: format; html; plain text; pictures shown; layout; display
fewer: fewer; less often; reduce; stop; eliminate; cease; pause; unwanted; not sending; quit; taper; leave off; send
  less; no more; end the; less; get fewer; not write
; cookies' uses
preference: preference; setting; language; text size; font size; your choices; options; choices
tailor: customize; customise; personalize; personalise; tailor; fit; adapt; smoother; easier; suit; convenient
signed_in: sign in; signed in; sign on; signed on; log in; logged in; login; signing in; logging in; log on; secure
  area; secured; portal; member area; secure part; stay signed; user account; your account; into your account
remember: remember; recognize; recognise; know you; returning; been here; visited before; return visit; before;
  earlier; again; visited our; came before; seen you; follow; track
prior: prior; previous; earlier; past; before; already visited; visited our; last visit; returning; other day; later
  visit; came back; return; come back; next visit
ad: ad; ads; advertisement; advertising; advert; promotion; promotional; marketing; sponsored; banner; commercial
  message; announcement; announcements
own_ad: our own; about us; our programs; our services; our ads; own advertisements/promotions/ads; our products; our
  plan; for our; our other; about our
interest: interest; interests; interest based; behavioral; targeted; tailored; personalized; relevant; based on
  your; likely to; suit you; guess; match what you; customized; what they learn; profile; profiles; across sites;
  about you elsewhere; on other sites
; other subjects
other_site: other/another/outside/external/linked/different/their site/sites/website/websites/page/pages;
  someone else's site/website; third party site/sites/website/websites; other companies; elsewhere; other
  organizations; sites of others; sites run by; we do not run; not ours; site you leave; those sites; these sites;
  destination; sites belong; do not operate
site: site; website; sites; websites; page; pages; subdomain; app; apps; application; online; web; products;
  services; web properties; platform; portal
computer: computer; device; hard drive; hard disk; machine; phone; your files; other cookies; files; other
  information; stored on
policy: policy; statement; notice; privacy policy/statement/notice; this page; document; terms; practices; rules;
  what follows; the following; this text; this document
terms: terms; conditions; terms and conditions; terms of use/service; user agreement; agreement; legal terms
extra: additional; extra; separate; different; further; special; another; more specific; own notice; its own;
  supplemental; supplementary; other privacy; some places; specific notice; particular
notice: notice; notification; policy; policies; statement; told; say so; tell you; disclosure; terms
law: law; laws; legal; lawful; regulation; regulations; statute; legally; act; subpoena; court order; rules;
  lawfully; permitted; obligations; orders it; compels; by a court
need: need; needed; necessary; need it; need to know; in order to; to help; to assist; assist us; requires; help us;
  job; task; work; calls for; as far as; requires it; duties; role
only: only; solely; exclusively; unless; except; just; other than; nothing else; no other; nothing more; never for;
  limited to; until; sole
purpose: purpose; reason; why; reason you; what you asked; what it was
voluntary: voluntary; voluntarily; optional; choose; choice; discretion; up to you; skip; decide;
  volunteer; free to; wish; not required; do not have; no obligation; may refuse; own accord; willingly
survey: survey; questionnaire; poll; feedback form; experience survey; surveys; opinion
newsletter: newsletter; mailing list; bulletin; email list; mailing; subscribe; updates by email; e newsletter;
  digest; publication
unsubscribe: unsubscribe; opt out; stop receiving; cancel; sign off; leave the list; take you off; removed from;
  stop getting; off the list; end your subscription; no longer wish; stop them; leaving; want no more; stop at any
social: social media; facebook; twitter; instagram; linkedin; youtube; social network/networks/networking; tiktok;
  social platform/platforms; pinterest; plug in; plugin; like button; social
forum: comment; comments; feedback; forum; message board; discussion; public area/areas/space; bulletin board;
  guestbook; blog; community page; chat; your posts; your reviews
area_for: area; areas; space; board; boards; post; leave; forum; place; form; place to; invite; wall; pages where;
  offer; section; corner
public: public; publicly; anyone can; everyone can; for all; others can; visible; open to all; whole world;
  everybody can; anybody can; seen by everyone; by everyone; to everyone; anybody; for everyone to
directly: direct; directly; straight; instead; privately; by phone; rather; themselves
benefit: benefit; benefits; program; coverage; care; plan; your services; claim; account; case; personal matter
perform: audit; analytics; legal; operational; perform; service; services; on our behalf; for us; hosting; help us;
  operate; run; mailing; print; technical; support; analysis; functions; measure; consult; store; newsletters
confidential: confidential; confidentiality; private; secret; privacy; nondisclosure; no one else; for nothing else;
  only for; to themselves; nobody else; no other; keep it secret; secrecy; in confidence; only for us; other use
secure: secure; security; safe; protect; protection; safeguard; protected; locked; guard; encrypt; encrypted;
  encryption; secured
encrypt: encrypt; encrypted; encryption; secure environment; secure environments; secure server/servers; secured
  facilities/facility; secure operating; behind locked; firewalls; tls; ssl; secure system/systems/place/database;
  protected server; data center; not open; out of reach
safeguard: safeguard; measures; physical; administrative; technical; organizational; controls; precautions; steps;
  procedures; firewall; barriers; training; locks; access controls; passwords; protections
kinds_of_guard: physical; administrative; technical; organizational; organisational; electronic; procedural; locks;
  training; building; locked; barriers; rooms; staff; trained
unauthorized: unauthorized; unauthorised; intruder; outsider; keep out; strangers; without permission; misuse;
  hackers; improper; wrong hands; unwanted; prying; break in; others out; loss; strangers out; staff only; the
  public cannot; limited to; trained staff
design: design; layout; popular; most used; useful; features; security; secure; diagnose; redesign; improve; popular
  pages; navigate; plan; attack; safe; problems; usefulness; mitigate; fraud; intruder; intruders; matter; attacks;
  defend; liked
diagnose: diagnose; troubleshoot; problem; problems; fix; administer; administration; debug; run the server; faults;
  error; errors; trouble; broken; maintain; repair; keep the site; operate the site; server running; servers;
  server; healthy; cause of; failures; crash; outages
send_pages: send you; deliver; know where; reach your; needed; need; required; necessary; send pages; return; where
  to send; answer your browser; get the page; enable; cannot show; send back; serve you; cannot send; reply
browser_control: browser; browser settings; settings; device; set your; browser's help; preferences; options; tools
lose: not work; lose; limit; may not function; unavailable; less; full advantage; not be able; fail; some features;
  inconvenient; stop working; features may; work less; function properly; again each
serve: served; host; hosted; supplied; embed; embedded; come from; comes from; own; belong; shown from; loaded;
  provided by; delivered by; placed by; run by; show; shows; display; displayed; come; from outside
content: content; video; videos; map; maps; widget; application; ad; ads; advertisement; embed; embedded; feature;
  player; plug in; features; material; tools
control: control; endorse; responsible; responsibility; vouch; liable; answer for; oversee; approve of; accountable;
  supervise; speak for; stand behind; not ours; guarantee; in charge
own_policy: own privacy; own policy/policies/statement/rules/terms/notice/practices; their
  policy/policies/terms/statement/rules/privacy/notice; its policy/terms/own; privacy statement of; privacy
  statements of; privacy policies of; their own; those policies; policy of; statement of; rules of; practices of;
  policies of; terms of
owner: provider; company; advertiser; them directly; owner; third party; site itself; who runs; who placed; whoever;
  operator; publisher; party behind; to them; them; those companies; these companies
track: cookie; beacon; tracking; technology; technologies; pixel; tag; tags; tracker; script; track; tool; tools
; uses
fulfil: process; fulfil; fulfill; complete; carry out; deliver; provide; ship; handle; get you; provision; serve
requested: you request; you requested; you ask; asked for; you order; you want; you place; requested; request;
  products; services; product; service; order; orders; transaction; transactions; sign up; you need; app;
  application
date_shown: date at the; date above; date below; shows the date; date of the; date on; date shown; top of this; top
  of the; dated
unread: unread; unopened; never read; do not read; not read; not open; do not open; never open; ignored; not of
  interest; are opened; not interested; nobody reads; not opened; stop reading; no longer read
mail_opened: opened; open rate; have been read; was read; and read; click; clicked; open it; reader opens
marketing_mail: marketing; newsletter; campaign; promotional; promotion; mailing; ads; advertising; advertisement;
  emails; mailshot
access: see; get; receive; obtain; handle; hold; process; access; learn; reach; work with
each_visit: when you load/visit/open/browse/come/use; each time; whenever; every request; every visit; each request;
  as you browse; on every; each visit; for each; of each visit; when someone
visit_end: end of your/the/each/a visit; end of your session; when you close/leave; close your browser; close the
  browser; you leave; visit ends; visit is over; until you close; session ends; browser is closed
install: install; installed; installing; download; plant; put on your
form: form; forms; field; fields; box
promotable: products; product; offers; promotions; new services; deals; events; discounts; offerings; services of
fraud_word: fraud; fraudulent
email_word: email; e mail
page_word: page; pages
affiliates: affiliate; affiliated; subsidiary; sister company; parent company; corporate family; same group
partners: partner; joint venture; reseller; business partner
courts: court; police; law enforcement; judge; prosecutor; subpoena
regulators: regulator; regulatory; public authority; public authorities; health authority; health authorities;
  government agency; government agencies; oversight; authorities
is_a: is a; is an; are a; are an; is the
agree: agree; accept; disagree; object to; acceptance; cannot agree; not accept
asked_for: you request; you requested; requested; you ask; you asked; asked for; you order; you ordered; you want;
  sign up; you need; your request; request from us; ask us for; on request
offerings: programs; resources; provider network; network providers; about our company; about us; topics; find a
  doctor; our company; directories; news; events; opening hours; how to join; what we do; about the plan
support: customer support; customer service; technical support; support request; support case; support you; answer
  you; reply to you; respond to you; help you
disclose: disclose; release; reveal; transfer; hand over; turn over; make available; given to; give to; share; pass;
  go to; goes to; report to; supply; hand; disclosure; answer to; send to
record_of: record; history; track of; receipt; log of; account history; records; list of; file; files of; past
materials: material; materials; information; brochure; documents; forms; what you; booklet; handbook; copy; updates;
  publications; leaflet; asked; kits; newsletter; what was wanted; catalogue; card; kit
operate: operate; run; improve; evaluate; manage; develop; enhance; quality; assess; better; review; updated;
  performant; conduct
business: business; product; products; service; services; offerings; programs; operations; site; sites; features;
  plan; functionality; work; apps
offer: offer; offers; promotion; promotions; new service; new services; new product; products and services; special;
  event; events; program; programs; news; marketing; features; offerings; promotional; coupons; discounts; classes
communicate: communicate; tell; inform; send; contact; let you know; notify; communication; mail; write; announce;
  invite; promote; recommend
measure: measure; analyze; effectiveness; evaluate; test; how well; response; performance; assess; see whether;
  enhance; study; works; effective; worked
trend: trend; statistics; statistical; aggregate; pattern; analytics; over time; forecast; statistic
fraud: fraud; fraudulent; abuse; unauthorized; hacker; attack; intruder; misuse; liability; risk; spam; spammy;
  crime; illegal; security; break in; theft; cheat; spammers; malicious; wrongdoing
protect: protect; prevent; detect; fight; guard; stop; investigate; mitigate; combat; defend; against; find; catch;
  deter; watch; prevention
enforce: enforce; enforcement; uphold; carry through; violations; violation; breach; breaches; act on
obligation: law; legal; obligation; obligations; requirement; requirements; regulation; standard; standards; laws;
  duties; regulations; rules; tax; regulators; audits; accreditation
other_ways: other ways; other purposes; other uses; another purpose; new purpose; different purpose; other reasons;
  anything else; further uses; something else; any other; new use; new ways; other use; different way; other way;
  not named; not listed; not described; not mentioned; beyond those; not foreseen
at_collection: notice; when we collect; time of collection; tell you; let you know; say so; point of collection; at
  that time; beforehand; first; when you give; we will tell; told; explain; before; asked
; the page itself
updated: last updated; last revised; last changed; effective; effective date; updated; revised; last modified; in
  effect; as of; date; version; dated; in force; valid from; since
rights: right; rights; access to; correct; correction; portability; object; rectify; copy of; see what; show you
  what; what we hold; request deletion; inspect what
retain: retain; retention; keep; kept; store; stored; delete; deleted; purge; as long as; retained; how long
dnt: do not track; dnt; global privacy control; gpc; opt out signal; privacy signal
abroad: european; europe; eu; uk; international; transfer; outside the united; gdpr; california; california
  residents; residents; state; ccpa; nevada; virginia; colorado; switzerland; country; countries
choose: choose; choice; opt out; opt in; consent; refuse; preference; permission; unsubscribe; control; decline;
  manage; set your browser; settings; adjust; exclude
"""
WHOLE = """
operating system; internet service provider; service provider; terms of use; terms of service; do not track; web site
notice of privacy practices; protected health information; privacy practices; physical address; required by law
log in; log into; log you in; logged in; logging in; log on; apply for
third party; third parties; joint venture; other than; more than; user name; access control; text size; browser type
as required by; let us know; such as; as well as; in order to; web beacon; web page; take out; so that; zip code
"""
"""Phrases whose single words mean nothing by themselves here: an operating system operates no business."""


@cache
def signs() -> Mapping[str, tuple[str, ...]]:
    """Each sign and its entries."""
    found: dict[str, str] = {}
    name = ""
    for line in _SIGNS.strip().splitlines():
        if line.startswith(";"):
            continue
        if not line.startswith(" "):
            name, _, line = line.partition(":")  # noqa: PLW2901 - the rest of the line goes on as the others do
        found[name] = f"{found.get(name, '')} {line.strip()}"
    return {name: tuple(entry.strip() for entry in text.split(";") if entry.strip()) for name, text in found.items()}


def wholes() -> tuple[str, ...]:
    """The phrases of `WHOLE`."""
    return tuple(phrase.strip() for phrase in WHOLE.replace("\n", ";").split(";") if phrase.strip())
