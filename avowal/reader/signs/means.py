"""Signs for cookies, beacons and storage, and what they are for. Their form is told in the package."""

SIGNS = """
cookie: cookie
session: session cookie; session; temporary; one visit; a single visit; per session; short lived; visit cookie; for
  one visit; during your visit; last one visit; short life; only while; for the visit; lasts one visit; while you
  are here
persistent: persistent; permanent; long term; lasting; longer lived; stored longer; kind stays; stay behind; remain;
  stays; remains; stay on; longer; between visits; some last; long lasting; for months; for a year; longer life;
  keep for; survive; outlast; lasts longer; last longer; stay longer; long life
end: end; delete; deleted; expire; disappear; erase; gone; remove; vanish; until you close/leave/stop; when you
  close/leave; close your browser; leave the site; cease; die; go away; dropped; closed; is over; wipe; shut; lose;
  finish; lapse; clear; terminate; destroy; thrown away; last until; lasts until; forgotten
later: later; subsequent; next visit; return; come back; until they expire; after you close/leave; again; future
  visit; stays; remains; stay; remain; expire; last; next time; months; year; years; days; old age; until you
  delete; come again; next week; next month; weeks; on your return; hang around; outlive; survive; another day; back
  again; months later
similar: similar technology/technologies/tools/tool; tracking technologies; local storage; storage; like
  technologies; comparable technologies; browser storage; other technology/technologies; such tools; related
  technologies; similar means; similar files; comparable tools; kindred; other tools; browser's storage; device's
  storage
beacon: beacon; web beacon; pixel; clear gif; web bug; tracking pixel; pixel tag; tiny image/images/picture; small
  image; invisible image/picture; one pixel; single pixel; transparent image; clear image; tag; tags; invisible dot;
  tiny dot; invisible pixel; invisible graphic; small graphic; tiny graphic; small picture; small pictures; tiny
  pictures; hidden image; hidden picture; tracking image; clear pixel; little picture; measuring pixel; single dot;
  tiny invisible; counting pixel; see through image; little image; image of one
spyware: spyware; spying; spy; keylogger; key logger; keystroke; malware; secretly watch; snooping; spy program; spy
  programs; spy software; surveillance software; tracking software; key logging; adware; malicious software; spy
  tool; record keystrokes
area: area; areas; part of a page; section of; part of the; pages; page; screens; visited; visits; your visit; read;
  where on; which part; website; block of; how far down; scroll; portion; portions; regions; which pages; part
  people
opened: opened; open; opens; opening; was read; read it; been read; looked at; unread; unopened; received; never
  read; do not read; not read; ignored; reading; reads; interest; seen; arrive; reached you; viewed; whether you
  open; whether it was
format: format; html; plain text; pictures shown; layout; display; html or text; with pictures; plain; mail program;
  mail software; how it looks; shows pictures
fewer: fewer; less often; reduce; stop; eliminate; cease; pause; unwanted; not sending; quit; taper; leave off; send
  less; no more; end the; less; get fewer; not write; slow down; cut back; cut down; rarer; discontinue; stop
  mailing; stop sending; leave in peace; less of; less mail
preference: preference; setting; language; text size; font size; your choices; options; choices; what you chose;
  chosen; selected; large print; font; contrast; favorites; your choice; basket; cart; home branch; you picked; form
  you started; filled in
tailor: customize; customise; personalize; personalise; tailor; fit; adapt; smoother; easier; suit; convenient; fit
  to you; shape; adjust; spare you; save you; your way; handier; pleasant
signed_in: sign in; signed in; sign on; signed on; log in; logged in; login; signing in; logging in; log on; secure
  area; secured; portal; member area; secure part; stay signed; user account; your account; into your account;
  authentication; authenticate; once inside; after logging; inside your account; personal account; member page
remember: remember; recognize; recognise; know you; returning; been here; visited before; return visit; before;
  earlier; again; visited our; came before; seen you; follow; track; remind; keep in mind; knows you; know that you;
  tell that you; repeat visit; seen before; second time; recall; spot; keep you; know you are; know it is; already
  been; not ask again; do not have to; need not
prior: prior; previous; earlier; past; before; already visited; visited our; last visit; returning; other day; later
  visit; came back; return; come back; next visit; last time; you looked; you saw; you read; already; recent;
  visited earlier; come again; when you're back; next time; been here; you came
ad: ad; ads; advertisement; advertising; advert; promotion; promotional; marketing; sponsored; banner; commercial
  message; announcement; announcements; promo; promos; banners; teaser; adverts; ads for; sales pitch; note about
  our; notice about our; suggest our
own_ad: our own; about us; our programs; our services; our ads; own advertisements/promotions/ads; our products; our
  plan; for our; our other; about our; our classes; our events; from us; what we offer; things we offer; our
  courses; our news; of ours; our offers; our work
interest: interest; interests; interest based; behavioral; targeted; tailored; personalized; relevant; based on
  your; likely to; suit you; guess; match what you; customized; what they learn; profile; profiles; across sites;
  about you elsewhere; on other sites; what you like; you like; tastes; taste; picked for you; chosen for you; fit
  you; match your; might like; may like; learned about you; behavior; behaviour; browsing habits; habits; aimed at
  you; retarget; targeting; you care about; meant for you; what they know
"""
