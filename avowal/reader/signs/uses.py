"""Signs for what data is used for. Their form is told in the package."""

SIGNS = """
fulfil: process; fulfil; fulfill; complete; carry out; deliver; provide; ship; handle; get you; provision; serve;
  arrange; take care; see to; fill; dispatch; settle; finish; prepare; bring you; book your; booking you
requested: you request; you requested; you ask; asked for; you order; you want; you place; requested; request;
  products; services; product; service; order; orders; transaction; transactions; sign up; you need; app;
  application; wanted; your booking; your order; on request; you chose; at your request; you book; you booked; you
  bought; you came for; you wanted; you signed
date_shown: date at the; date above; date below; shows the date; date of the; date on; date shown; top of this; top
  of the; dated
unread: unread; unopened; never read; do not read; not read; not open; do not open; never open; ignored; not of
  interest; are opened; not interested; nobody reads; not opened; stop reading; no longer read
mail_opened: opened; open rate; have been read; was read; and read; click; clicked; open it; reader opens; get read;
  gets read; is read; are read; opens our; opened our; clicks; got through; reach people; reach you; read our; reads
  our
marketing_mail: marketing; newsletter; campaign; promotional; promotion; mailing; ads; advertising; advertisement;
  emails; mailshot; promo; promos; mail campaign; email campaign; advertisements; mailings
access: see; get; receive; obtain; handle; hold; process; access; learn; reach; work with
each_visit: when you load/visit/open/browse/come/use; each time; whenever; every request; every visit; each request;
  as you browse; on every; each visit; for each; of each visit; when someone; every load; with each request; with
  every page; each page; someone opens; somebody opens; you call up; you ask for; every call; you request a; visit
  our; use our
visit_end: end of your/the/each/a visit; end of your session; when you close/leave; close your browser; close the
  browser; you leave; visit ends; visit is over; until you close; session ends; browser is closed; shut your
  browser; shut the browser; shut the window; close the window; close the tab; end of visit; visit is done; quit
  your browser; are done here; you are gone; you go away; close it; end with the; leaves
install: install; installed; installing; download; plant; put on your; load; slip; smuggle; sneak; place
form: form; forms; field; fields; box
promotable: products; product; offers; promotions; new services; deals; events; discounts; offerings; services of
fraud_word: fraud; fraudulent
email_word: email; e mail
page_word: page; pages
affiliates: affiliate; affiliated; subsidiary; sister company; parent company; corporate family; same group; sister
  organization/organizations/agency/agencies/firm/companies; corporate group; group of companies; parent
  foundation/organization/group; related company; common ownership; family of companies; holding company; our group
partners: partner; joint venture; reseller; business partner; sponsor; co sponsor; partner organization;
  collaborator; joint; co organizer; run programs with; we team up; organizations we work; groups we work; agencies
  we work; work together with; groups that we; consortium
courts: court; police; law enforcement; judge; prosecutor; subpoena; warrant; sheriff; tribunal; district attorney;
  detective; legal process; court order; attorney general
regulators: regulator; regulatory; public authority; public authorities; health authority; health authorities;
  government agency; government agencies; oversight; authorities; inspector;
  state/federal/public/local/health/government agency/agencies/official/officials/office/offices/department; health
  department; tax office; oversight body; licensing board; state board; board of; commission; government; regulation
  authority; attorney general; watchdog; auditor general; public health
is_a: is a; is an; are a; are an; is the
agree: agree; accept; disagree; object to; acceptance; cannot agree; not accept; assent; objection; happy with;
  comfortable; unhappy; dislike; fine with; okay with; disapprove; go along; like these; like this; like it; like
  what; like our; like them; accept this; accept these
asked_for: you request; you requested; requested; you ask; you asked; asked for; you order; you ordered; you want;
  sign up; you need; your request; request from us; ask us for; on request; wanted; you wanted; your booking; your
  order; at your request; you book; you booked; you came for; you signed up; you wish; you have asked; you have
  requested; you have ordered; orders; requests; have requested; requested by you; want from us; do what you
offerings: programs; resources; provider network; network providers; about our company; about us; topics; find a
  doctor; our company; directories; news; events; opening hours; how to join; what we do; about the plan; classes;
  look up; schedule; schedules; timetable; catalogue; catalog; doctors; dentist; directory; information about;
  information concerning; general information; maps; fares; prices; locations; guides
support: customer support; customer service; technical support; support request; support case; support you; answer
  you; reply to you; respond to you; help you; help desk; helpline; help line; customer care; member services;
  service desk; assistance; assist you; technical help; solve; does not work; goes wrong; call you back; write back;
  help when
disclose: disclose; release; reveal; transfer; hand over; turn over; make available; given to; give to; share; pass;
  go to; goes to; report to; supply; hand; disclosure; answer to; send to; pass along; pass on; forward; give out;
  provide to; provided to; sent to; available to; shown to; transmit; divulge; deliver to; entrust; let have;
  furnish; cooperate; who sees; who else; who gets; who receives; who may receive; with whom; get to see; who may
  get; may receive; given out; goes out
record_of: record; history; track of; receipt; log of; account history; records; list of; file; files of; past; look
  back; proof; ledger; receipts; keep track; remember what; what you bought
materials: material; materials; information; brochure; documents; forms; what you; booklet; handbook; copy; updates;
  publications; leaflet; asked; kits; newsletter; what was wanted; catalogue; card; kit; pamphlet; papers; guide;
  letters; cards; schedule; timetable; tickets; reminders; sample; printed
operate: operate; run; improve; evaluate; manage; develop; enhance; quality; assess; better; review; updated;
  performant; conduct; keep going; look after; make better; refine; upkeep; keep up
business: business; product; products; service; services; offerings; programs; operations; site; sites; features;
  plan; functionality; work; apps; clinic; library; website; operation
offer: offer; offers; promotion; promotions; new service; new services; new product; products and services; special;
  event; events; program; programs; news; marketing; features; offerings; promotional; coupons; discounts; classes;
  sale; sales; deal; deals; bargain; savings; contest; concert; campaign; fundraising; appeal; workshop; courses;
  talks; advertising; products; promos; new things; other things
communicate: communicate; tell; inform; send; contact; let you know; notify; communication; mail; write; announce;
  invite; promote; recommend; tell you about; email; text; send you; keep you posted; heads up; make you aware;
  aware; alert; reach out; bring you; interest you; advertise; market; promotion; marketing; suggest; point out
measure: measure; analyze; effectiveness; evaluate; test; how well; response; performance; assess; see whether;
  enhance; study; works; effective; worked; find out whether; find out if; see if; know whether; know if; learn
  whether; learn if; results; success; gauge; check; count; judge; whether anyone; track
trend: trend; statistics; statistical; aggregate; pattern; analytics; over time; forecast; statistic; changes over;
  over the years; over months; month to month; year to year; insight; busiest; demand; ups and downs; how things
  change; from year; developments; rise and fall; usage over
fraud: fraud; fraudulent; abuse; unauthorized; hacker; attack; intruder; misuse; liability; risk; spam; spammy;
  crime; illegal; security; break in; theft; cheat; spammers; malicious; wrongdoing; crook; criminal; thief;
  thieves; scam; bots; stolen; forge; forgery; unlawful; identity theft; suspicious; vandal; dangerous; damages;
  harm; dishonest; swindle; break ins; danger
protect: protect; prevent; detect; fight; guard; stop; investigate; mitigate; combat; defend; against; find; catch;
  deter; watch; prevention; keep out; keep away; spot; shield; head off; block; uncover; trace; tackle; look into;
  reduce; avoid; discover; get away; ward; keep safe; recognize
enforce: enforce; enforcement; uphold; carry through; violations; violation; breach; breaches; act on; act when; act
  against; step in; break our; breaks our; break the; breaks the; breaking; play by; rule breakers; sanction;
  suspend; hold people to; make people keep
obligation: law; legal; obligation; obligations; requirement; requirements; regulation; standard; standards; laws;
  duties; regulations; rules; tax; regulators; audits; accreditation; what the law; duty; code; codes; statute;
  statutes; ordinance; compliance; recordkeeping; reporting; inspection; audit; the law; by law; court; law and; tax
  law
other_ways: other ways; other purposes; other uses; another purpose; new purpose; different purpose; other reasons;
  anything else; further uses; something else; any other; new use; new ways; other use; different way; other way;
  not named; not listed; not described; not mentioned; beyond those; not foreseen; another way; another reason;
  differently; more uses; further purpose; further use; additional purpose; additional use; other than these; for
  other; other things; new idea; in any other
at_collection: notice; when we collect; time of collection; tell you; let you know; say so; point of collection; at
  that time; beforehand; first; when you give; we will tell; told; explain; before; asked; up front; ahead; in
  advance; when we ask; on the form; we will say; say why; at the moment; at the time; before we; ask you first; ask
  first; inform you; announced; when collected; at collection; let people know
"""
