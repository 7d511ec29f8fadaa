"""Signs for who speaks, who is spoken to, who else is there. Their form is told in the package."""

SIGNS = """
we: we; us; our; ours; ourselves; company; staff; our team; the
  library/clinic/agency/district/hospital/plan/cooperative/foundation/university/museum/school/pharmacy/council/authority;
  the app; this app
you: you; your; yours; visitor; user; people; anyone; everybody; person; member; customer; somebody; individual;
  patron; patient; rider; passenger; shopper; reader; student; client; subscriber; guest; caller; applicant;
  resident; whoever; folks; everyone; donor; participant; those who; someone
third: third party/parties; other/outside/unaffiliated/separate
  company/companies/party/parties/business/businesses/firm/firms/organization/organizations; outsider; others;
  someone else; anyone/anybody else; advertiser; ad/advertising network/company/partner; providers of content;
  social network; their own; these/those companies/firms/businesses; other
  publisher/publishers/operator/operators/institution/institutions/bodies; google analytics; meta pixel; ad server;
  outside firms/services; data broker; companies we work; marketer; people outside; anyone outside; outside
  company/service/organization/provider; external company/provider/service/organization; other
  organization/organizations/agency/agencies; youtube; vimeo; google; some company
vendor: vendor; contractor; subcontractor; service provider; supplier; processor; subprocessor; business associate;
  firms we hire; companies we hire; who work for; work/works/working on our behalf; agents; hired; companies that
  help; help us run; hosting company/companies; on our behalf; work/works/working for us; companies that work; firms
  that work; our hosting company; who run our; the company that hosts; engaged by us; courier; carrier; delivery
  company/service/firm; mail house; mailing house/firm/service; printer; print shop; printing company/firm; payment
  processor/provider/company/service/firm; card processor; analytics firm/company/provider/service; hosting
  provider/firm/service; web host; cloud provider/service/company; software company/provider/supplier/firm; it
  company/provider/firm; call center; consultant; auditor; lawyer; accountant; law firm; attorney; outside help;
  help from outside; people/businesses/firms/those/companies/others we hire/use/engage/pay/contract; under contract
  with; on our instructions; our bank; email service; third party provider/providers; hired help; we hire; we have
  hired; outsource; shipping company; shipper; billing company; collection agency; answering service; translator;
  interpreter; outside experts; helper; company that hosts; companies that provide; firm that; firms that; vendors;
  do work for; doing work for; works for us; our suppliers
affiliate: affiliate; affiliated; subsidiary; sister company/companies/organization; parent company/organization;
  corporate family; partner; joint venture; reseller; business partner; allied; related organization/company; same
  group; corporate group; group of companies; parent foundation/group/agency; sister agency/agencies/firm; sponsor;
  co sponsor; partner organization; collaborator; consortium; common ownership/control; related company; holding
  company; family of companies; co organizer; jointly; run programs with; joint program; team up
authority: regulator; regulatory; law enforcement; police; court; government; agency; authorities; subpoena;
  warrant; prosecutor; judge; officials; auditor general; inspector; state/federal/public/county/health/local
  agency/agencies/official/officials/office/department; health department; sheriff; attorney general; official;
  judicial; tribunal; coroner; tax office; public body; oversight body; watchdog; summons; legal order; legal
  process; legal demand; licensing board; state board; board of; commission; public health
public_body: public entity/agency/body/authority/trust/hospital; county; district; city; nonprofit; non profit;
  local initiative; government entity; state agency; publicly owned; not for profit; cooperative; charity; public
  library/clinic/school/utility/service/health; municipal; municipality; township; tribal; political subdivision;
  special district; member owned; publicly funded; taxpayer; community
coverage: coverage; health plan/insurance/care/benefits/coverage; insurance; insure; medicaid; medicare; medi cal;
  dental/vision/medical plan/care/benefits; clinic; hospital; benefits; programs
provide: provide; offer; give; serve; run; operate; supply; cover; arrange; do business; doing business; bring;
  deliver; lend; care for; look after; administer; furnish
child: child; children; minor; kids; kid; under 13; younger than; under the age; thirteen; youngster; under
  thirteen; below the age; not yet 13; teen; teenager; juvenile; pupil; young people; son or daughter; girls and
  boys; 12 or younger; 13 or older
parent: parent; parental; guardian; mother or father; mom; dad; mother; father; mum; caregiver; caretaker; legal
  guardian; grandparent; foster
meant: intend; intended; meant; design; designed; direct; directed; aim; aimed; target; made for; written for; for
  adults; built for; marketed; addressed; serve; for children; invite; suitable; appropriate; cater; appeal; gear;
  create; audience; for use by; should use; not for; use by
adult: adult; grown ups; grown up; 18 or older; age 18; eighteen; of full age; grownup; 18 and over; 18 and older;
  over 18; at least 18; 18 years; legal age; age of majority; 21 or older; have turned 18
institution: library; pharmacy; clinic; hospital; school; university; college; museum; utility; credit union; bank;
  insurer; health plan; store; shop; retailer; nonprofit; charity; foundation; agency; district; authority;
  cooperative; publisher; association; center; society; transit; bus company/system/service
we_are: we are; we're a; we're the; we're an; who we are; about us
operated_by: operated by; run by; owned by; published by; maintained by; managed by; belongs to
scholar: university; universities; scholar; researcher; academic; research
  institute/institutes/institution/institutions/team; scientist; college; epidemiologist
"""
