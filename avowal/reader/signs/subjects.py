"""Signs for surveys, newsletters, links, security and more. Their form is told in the package."""

SIGNS = """
other_site: other/another/outside/external/linked/different/their site/sites/website/websites/page/pages; someone
  else's site/website; third party site/sites/website/websites; other companies; elsewhere; other organizations;
  sites of others; sites run by; we do not run; not ours; site you leave; those sites; these sites; destination;
  sites belong; do not operate; somebody else's site/page/website; off our site; beyond our site; leave our; leaving
  our; others' site/sites/website/websites; sites we link; pages we link; websites we link; pages run by; websites
  run by; websites of others; websites of other; sites of other; web sites of; someone else's page/pages; page of
  another; different website; sites not ours; site you go; website you go; where links lead; sites you reach; site
  you visit next; go elsewhere; places we link; each site; every site; any site you; any other site; sites you
  visit; site you visit; website you visit; sites you go; site that you; sites that you
site: site; website; sites; websites; page; pages; subdomain; app; apps; application; online; web; products;
  services; web properties; platform; portal
computer: computer; device; hard drive; hard disk; machine; phone; your files; other cookies; files; other
  information; stored on; rest of your; your drive; other programs; laptop; tablet; your system; other apps; memory;
  what else; other data; anything else on
policy: policy; statement; notice; privacy policy/statement/notice; this page; document; terms; practices; rules;
  what follows; the following; this text; this document; these rules; privacy page; privacy note; promise;
  declaration; text; our rules; privacy rules; provision; hereof; hereunder
terms: terms; conditions; terms and conditions; terms of use/service; user agreement; agreement; legal terms
extra: additional; extra; separate; different; further; special; another; more specific; own notice; its own;
  supplemental; supplementary; other privacy; some places; specific notice; particular; own note; more detailed; on
  top; posted there; shown there; special rules; supplement; own rules; own privacy; own text; own explanation; a
  second; of their own; of its own
notice: notice; notification; policy; policies; statement; told; say so; tell you; disclosure; terms; note; notes;
  rule; rules; explanation; text
law: law; laws; legal; lawful; regulation; regulations; statute; legally; act; subpoena; court order; rules;
  lawfully; permitted; obligations; orders it; compels; by a court; statutes; code; ordinance; state law; federal
  law; mandate; compel; legal rules; legislation; court; legal order
need: need; needed; necessary; need it; need to know; in order to; to help; to assist; assist us; requires; help us;
  job; task; work; calls for; as far as; requires it; duties; role; part they need; their work; their job; do the
  work; for that work; what they need; no more than; must have; must know; have to know; have to see; carry out
  their; do their; do the job; to do it; for the job
only: only; solely; exclusively; unless; except; just; other than; nothing else; no other; nothing more; never for;
  limited to; until; sole; alone; that's all; that is all; no one but; nobody but; nothing but; none but
purpose: purpose; reason; why; reason you; what you asked; what it was; what for; one thing; stated; that alone;
  that reason; that is all; that's all; another thing; what it is for; for another; what you gave; call for;
  intended; thing you gave; nothing but; why you gave
voluntary: voluntary; voluntarily; optional; choose; choice; discretion; up to you; skip; decide; volunteer; free
  to; wish; not required; do not have; no obligation; may refuse; own accord; willingly; don't have to; need not;
  needn't; not obliged; no need; if you like; if you wish; leave blank; blank; as you like; nobody has to; your
  decision; not forced; no pressure; freely; don't need to; if you want; feel free; say no; declined; decline;
  ignore
survey: survey; questionnaire; poll; feedback form; experience survey; surveys; opinion; few questions; some
  questions; how it went; how we did; what you thought; evaluation form; rate your; rate our; how satisfied; how
  happy; rate us; questionnaires; about your visit; questions on your visit; questions about our
  site/service/website
newsletter: newsletter; mailing list; bulletin; email list; mailing; subscribe; updates by email; e newsletter;
  digest; publication; news by mail; news by email; mailings; our news; monthly news; magazine; circular; alerts;
  email news; text alerts; issue; periodical; service updates; our updates; our letters; mailings from
unsubscribe: unsubscribe; opt out; stop receiving; sign off; leave the list; take you off; removed from; stop
  getting; off the list; end your subscription; no longer wish; leaving; want no more; stop at any; get off; take
  yourself off; off our list; no more mail; stop mail; stop our; remove yourself; be removed; drop off; takes you
  off; taken off; reply stop; text stop; end it; leave it; stop the mail; stop the emails; from the list; cancel
  your subscription; cancel it; cancel the subscription; cancel mailings; no longer want; want to stop; cancel the
  newsletter; cancel our; discontinue your; discontinue subscription; discontinue receiving; discontinue the
social: social media; facebook; twitter; instagram; linkedin; youtube; social network/networks/networking; tiktok;
  social platform/platforms; pinterest; plug in; plugin; like button; social; bluesky; mastodon; whatsapp; snapchat;
  share button/buttons; like button/buttons; social page/pages/feature/features; sharing button
forum: comment; comments; feedback; forum; message board; discussion; public area/areas/space; bulletin board;
  guestbook; blog; community page; chat; your posts; your reviews; comment box; comment section; you post; what you
  post; user posts; discussion board; submissions; things you post; posted by; review page; story page; commenting;
  chat room; remark; remarks; guest book; postings here; message boards
area_for: area; areas; space; board; boards; post; leave; forum; place; form; place to; invite; wall; pages where;
  offer; section; corner; box; boxes; place where; let you; room for; there is; can leave; can post; leave a; write
  a; add a; say something
public: public; publicly; anyone can; everyone can; for all; others can; visible; open to all; whole world;
  everybody can; anybody can; seen by everyone; by everyone; to everyone; anybody; for everyone to; by anyone;
  anyone may; anyone who; for anyone; everyone else; world to see; by others; others may read; others can read; out
  there; others may see; can be read; anyone else; read by; all visitors; strangers
directly: direct; directly; straight; instead; privately; by phone; rather; themselves; call us; phone us; ring us;
  by telephone; in person; face to face; write to us; contact us; come to us; in private; rather than; not there;
  instead of posting; message us; tell us
benefit: benefit; benefits; program; coverage; care; plan; your services; claim; account; case; personal matter;
  refill; prescription; treatment; bill; complaint; own case; personal matters; appointment; your coverage; medical;
  your health; your order; ticket; fare; fine; private matters
perform: audit; analytics; legal; operational; perform; service; services; on our behalf; for us; hosting; help us;
  operate; run; mailing; print; technical; support; analysis; functions; measure; consult; store; newsletters;
  bookkeeping; books; accounting; mail; deliver; delivery; ship; shipping; pack; pay; payment; host; maintain;
  repair; translate; maintenance; billing; counsel; advice; statistics; call; tasks; jobs; work; website;
  processing; design; helps; software; development; marketing; answer calls; send; fill
confidential: confidential; confidentiality; private; secret; privacy; nondisclosure; no one else; for nothing else;
  only for; to themselves; nobody else; no other; keep it secret; secrecy; in confidence; only for us; other use; no
  others; in trust; quiet; undisclosed; nothing about; not tell; pass on; pass along
secure: secure; security; safe; protect; protection; safeguard; protected; locked; guard; encrypt; encrypted;
  encryption; secured; lock; restricted; shield; vault; under lock; well kept; barred
encrypt: encrypt; encrypted; encryption; secure environment; secure environments; secure server/servers; secured
  facilities/facility; secure operating; behind locked; firewalls; tls; ssl; secure system/systems/place/database;
  protected server; not open; out of reach; scramble; under lock; strongroom; locked
  room/rooms/cabinet/cabinets/server/servers/system/systems/building; protected
  system/systems/servers/network/place; cannot get into; closed to; public cannot; restricted access; limited
  access; access is limited; access is restricted; private network; only staff; password protected; secured servers;
  safe place; safe servers; cannot reach; secure data center; secure room; secure building; outsiders cannot;
  unreachable; no public; locked data center
safeguard: safeguard; measures; physical; administrative; technical; organizational; controls; precautions; steps;
  procedures; firewall; barriers; training; locks; access controls; passwords; protections; lock; alarm; alarms;
  defense; defence; two factor; second factor; authentication; vetting; rules for staff; backups; badges; badge;
  safeguarding
kinds_of_guard: physical; administrative; technical; organizational; organisational; electronic; procedural; locks;
  training; building; locked; barriers; rooms; staff; trained; badges; passwords; software; encryption; alarms; two
  factor; second factor; background checks; digital
unauthorized: unauthorized; unauthorised; intruder; outsider; keep out; strangers; without permission; misuse;
  hackers; improper; wrong hands; unwanted; prying; break in; others out; loss; strangers out; staff only; the
  public cannot; limited to; trained staff; no business; should not; not belong; not allowed; not entitled; snoop;
  thieves; thief; crook; criminal; stolen; theft; leak; alter; tamper; accident; unlawful; abuse; damage; hacking;
  wrong people; wrong person; not supposed; no right; misused; intrusion
design: design; layout; popular; most used; useful; features; security; secure; diagnose; redesign; improve; popular
  pages; navigate; plan; attack; safe; problems; usefulness; mitigate; fraud; intruder; intruders; matter; attacks;
  defend; liked; people like; like best; busy; busiest; arrange; works; keep out; break in; attacker; usability; how
  well; dead links; performance; load; abuse; misuse; find what; bad guys; read most; used most
diagnose: diagnose; troubleshoot; problem; problems; fix; administer; administration; debug; run the server; faults;
  error; errors; trouble; broken; maintain; repair; keep the site; operate the site; server running; servers;
  server; healthy; cause of; failures; crash; outages; wrong; bug; slow; act up; acting up; running; upkeep;
  technical; keep running; smoothly; mend; breakdown; tune; manage; overload; fail; fails; down; stops working; find
  faults; service the
send_pages: send you; deliver; know where; reach your; needed; need; required; necessary; send pages; return; where
  to send; answer your browser; get the page; enable; cannot show; send back; serve you; cannot send; reply; back to
  you; return address; find you; find your; show you; reach you; would not know; pages to you; page to you;
  transmit; transmission; arrive; without it; load; show pages; connect; send the page; answer you; come to you; get
  to you; requisite
browser_control: browser; browser settings; settings; device; set your; browser's help; preferences; options; tools;
  your device; menu; configure; device settings; tell your browser; app settings; setting; set to
lose: not work; lose; limit; may not function; unavailable; less; full advantage; not be able; fail; some features;
  inconvenient; stop working; features may; work less; function properly; again each; break; some parts; some
  things; not all; forget; less well; slower; worse; harder; without them; impaired; impair; affect; degraded; may
  then; suffer; miss; not remember
serve: served; host; hosted; supplied; embed; embedded; come from; comes from; own; belong; shown from; loaded;
  provided by; delivered by; placed by; run by; show; shows; display; displayed; come; from outside; brought;
  fetched; straight from; sent by; sent from; made by; belongs to; pull; taken from; load; stream; sits on;
  delivered from; powered; drawn; maintained by; produced by; operated by; supplied by
content: content; video; videos; map; maps; widget; application; ad; ads; advertisement; embed; embedded; feature;
  player; plug in; features; material; tools; film; films; image; images; picture; font; fonts; calendar; clip;
  clips; podcast; audio; feed; weather; chat; search box; translation; booking tool
control: control; endorse; responsible; responsibility; vouch; liable; answer for; oversee; approve of; accountable;
  supervise; speak for; stand behind; not ours; guarantee; in charge; say over; any say; say in; influence;
  recommend; promise; answerable; blame; liability; warrant; power over; warranty; decide; choose what; check
own_policy: own privacy; own policy/policies/statement/rules/terms/notice/practices; their
  policy/policies/terms/statement/rules/privacy/notice; its policy/terms/own; privacy statement of; privacy
  statements of; privacy policies of; their own; those policies; policy of; statement of; rules of; practices of;
  policies of; terms of; rules of their; own rules; different rules; their rules; its rules; privacy page; separate
  policy/policies; different policy/policies; respective; provider's privacy/policy; company's policy/rules/terms;
  terms of their; its privacy; their terms; its terms; privacy rules of; rules that they; own statement/statements;
  another policy; other rules; rules take over
owner: provider; company; advertiser; them directly; owner; third party; site itself; who runs; who placed; whoever;
  operator; publisher; party behind; to them; them; those companies; these companies; maker; who made; whoever made;
  who put; whoever put; firm behind; company behind; runs it; who owns; company that; firm that; organization that;
  those who run; who show; responsible; who sent
track: cookie; beacon; tracking; technology; technologies; pixel; tag; tags; tracker; script; track; tool; tools;
  measure; monitor; keep an eye; eye on; watch; analytics; scripts; identifiers; log; follow
some_places: some pages/features/parts/services/areas/sections/places/forms/programs; certain
  pages/features/parts/services/areas/sections/forms/programs; specific pages/features/services/areas/programs;
  particular pages/features/services/areas/programs; few pages; portal; login; where you sign; individual services;
  single services
no_control: out of our hands; beyond our control; outside our control; no control; no influence; disclaim;
  disclaims; own risk; own responsibility; no responsibility; their own business; no say; not our business; not ours
  to; no liability
"""
