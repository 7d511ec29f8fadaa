"""Signs for kinds of data, and the records that hold them. Their form is told in the package."""

SIGNS = """
personal: personal information/data/detail/details; personally identifiable/identifying; identifiable information;
  identifying information; who you are; identify you; identifies you; information about you; data about you; pii;
  personal; your identity; your name; points to you; names you; tied to you; connected to you; linked to you;
  private information; facts about you; your data; your details; your info; your particulars; identify a person;
  identify someone; about a person; about one person; point to you; to one person; single person; identity; natural
  person; particular person; who someone is; recognize you personally; who is who; your record; about themselves
info: information; data; detail; details; facts; anything; things; answers; what you give; it; them; figures; stuff;
  what we know; what we learn; what we hold; particulars; what you tell; what you write; some of it; whatever you;
  what they need
define: mean; means; refers to; is any; is information; is data; is anything; consists of; counts as; defined as;
  any information; anything that; something that; is whatever; whatever; we mean; counts too; call this; we call;
  examples; denote; stand for; points; information includes; information covers; information comprises; data
  includes; data covers; understand by; we understand; by this; treat as; count as; consider; we say; we speak of;
  describes
examples: such as; like; for example; for instance; include; including; among others; e g; eg; your name; name;
  things like; and the like; and so on; namely; or the like
anonymous: anonymous; anonymized; aggregate; aggregated; deidentified; de identified; non personal; nonpersonal;
  statistics; statistical; totals; counts; usage data; summary figures; non identifying; in total; sums; visit
  counts; traffic figures; not name anyone; without names; cannot identify; figures; numbers about; visit figures;
  summary; no names; without a name; no name; not tied; not linked; in bulk; overall; tally; big picture; nobody's
  name; in aggregate; do not identify; does not identify; never identify; cannot be traced; headcounts; averages;
  average; percentages; metrics; identifies nobody; name nobody; names nobody; names no one; point to no one; tell
  nothing about
usage_many: how many; number of visitor/visits/people; count of; visitor counts; count visits/visitors; counts of
  visit/visits; headcount; tally; many people; conversion rate; totals of; total visits; counting visits; visit
  totals; visitor numbers; how busy; how often; traffic; number of times; many visits; many visitors; many readers;
  hits; many riders; many folks
usage_pages: pages visited/viewed/seen/opened; pages you visit/view/open/visited/viewed; which pages/page/screens;
  screens; pages they visit/view/open/visited; pages people; parts of the site; page views; content viewed; links
  clicked; pages are; page was opened; pages get; page requested; what you looked; which page; pages you load; pages
  requested; addresses of pages; what pages; pages they read; pages read; pages opened; page you asked; page asked;
  pages asked; what you read; what people read; pages you saw; page you saw; pages you see; page seen; pages seen;
  what you click; what you clicked; what is clicked; url; links you click; pages accessed; resources requested; what
  you search; search terms; searches; page loaded; pages loaded; what you open; page you open; page you were;
  screens opened; content accessed; pages you read; page you read; pages called; what people open; pages they look;
  pages you look; which articles; page you are; page you visit; pages used; pages are read; pages are opened; what
  was opened; files requested
usage_time: how long; time spent; duration; length of visit/visits/stay; long they stay; long you stay; minutes;
  session length; how much time; time on page; time on site; long people; long each; long a visit; long someone;
  long visitors; length of time; amount of time; time people; for how long; time they; time visitors; visits last; a
  visit lasts; they linger
usage_from: came from; come from; arrived from; referring; referred; referrer; coming from; sent you; led you; where
  visitors; brought you; site you left; previous site; where they; led them here; you came from; linked from; page
  you came; arrived through; site that led; how people find; you found us; they found us; found their way; they got
  here; you got here; link you followed; brought them; sent them; sources; page before; where people; from where;
  previous page; previous address; search engine; find us; found our; sites send
weblog: weblog; web log; server log; log file; access log; logs; log; logbook; request log; visitor log; servers
  keep; server notes; server records; servers write; server writes; log entry; log entries; server record;
  server/servers records/keeps/keep/notes/note/saves/save/stores/store; record of requests; record of visits; record
  of each; line for each; a line for; log data; logging; traffic log; logged; journal; visit record; each line
automatic: automatic; automatically; by itself; each time; every visit; every request; each request; all visitors;
  every visitor; as soon as; whenever; on its own; without your doing; every time; in the background; routinely;
  without asking; with every; with each; all requests; every page; on each; each page; always; standard; anyone who
  visits; by themselves; behind the scenes; by default; whoever visits; all visits
domain: domain; internet provider; service provider's; network you; provider name; internet domain; host name
ip: ip address; internet protocol; internet address; ip; network address; protocol address; ip numbers; number of
  your computer; numeric address; ip number; device's address; computer's address; internet number; connection's
  address; ip-address; address of your/the computer/device/connection/machine/phone
isp: internet service provider; internet provider; isp; your provider; network owner; broadband provider; connection
  provider; access provider; internet company; network provider; connects you; which provider; your network; phone
  company; carrier; who provides your; which network
browser: browser; browser type; user agent; kind of browser; web browser; browsing program; browser program; which
  browser; browsing software; chrome; firefox; safari; software you use; program you use
system: operating system; device type; type of device; kind of device; device; computer system; software version;
  kind of computer; type of computer; os; platform; type of phone; phone or computer; phone model; device model;
  kind of phone; model of; make of; what phone; which phone; which device; device you use; device used; kind of
  machine; screen size; hardware; android; windows; iphone; what computer; tablet or
time: date; time; time of; when you visited; moment; timestamp; hour; day and hour; clock time; when you came; when
  you asked; when it was; when the page; time stamp; when you called; the minute; day and time; when it happened;
  when you dropped; at what hour
email: email; mail; message; newsletter; e mail; bulletin; mailing; letters; text message; texts; e-mails
email_address: email address; email; mail address; e mail address; address; zip; zip code; where to send
health: health; medical; diagnosis; condition; illness; treatment; claims; clinical; symptoms; care record;
  medicine; prescription; drug; disease; sick; medication; disability; patient's; ailment; therapy
npp: notice of privacy practices; protected health information; phi; hipaa notice; health privacy notice; patient
  privacy notice; medical privacy notice; hipaa; medical privacy; health privacy; patient privacy; hipaa privacy;
  health information notice; notice of health
record_set: record set; medical record; claims record; health record; medical chart; patient record; chart; member
  file; patient file; clinical record; medical file; claim file; health file; medical history; prescription record;
  prescription history; patient profile; prescription profile; case file; your chart; treatment record; the chart;
  hospital record; student record
service_used: services accessed; services used; which services; which service; what you did; member number;
  individual identifier; user id; your id; identifier; tied to your; service you use; account activity; services
  you; key that stands; features you; services that you; member code; user code; names of services; services opened;
  personal code; which features; what you opened; account number; member id; your number; user number; client
  number; customer number; features accessed; features used; your activity; account identifier; know it is you;
  functions used; functions you; services you opened; what you looked; what you do; which parts; what people do; who
  opened; that it is you
demographic: age; gender; sex; education; income; demographic; race; ethnicity; schooling; household; age group;
  language you speak; age range; birth year; how old; born; you identify; they identify; marital; occupation; job;
  profession; family size; ethnic; nationality; native language; school; background; pronoun; degree; veteran; speak
  at home; family status; religion
transaction: order; purchase; transaction; payment; billing; premium; bought; buying; appointment; application;
  enrollment; ticket; reservation; refill; prescription; fare; donation; subscription; renewal; sale; delivery;
  rental; registration; fee; refund; paid; pay; checkout; trip; sales; ride; errand; buy; your booking; a booking;
  bookings you; a pass; passes you
"""
