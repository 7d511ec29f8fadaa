"""What each row of the ledger says, in a few words, for people who read findings."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = """
0.1 who the organisation is
0.2 what kinds of data, why, how used, when shared
0.3 nothing gathered becomes a medical or claims record
0.4 the sites and apps that are covered
0.5 what the sites offer
0.6 using the sites accepts the policy; terms apply
0.7 extra notices count where they are shown
0.8 health information is under its own notice
0.9 who does not agree leaves
1.1 nothing personal unless given voluntarily
1.2 what counts as personal
1.3 places where people can give it
1.4 used only for what it was given for
1.5 not sold, rented or licensed
1.6 shared only with vendors who need it, or by law
2.1 counts of visits, pages, stay, origin
2.2 counts make the sites better
2.3 counts may be shared
3.1 a weblog about every visitor
3.2 the weblog is kept as the law allows
3.3 what the weblog is for
3.4 what a weblog's line holds
3.5 who signed in, and what they used
4.1 session and persistent cookies
4.2 session cookies end with the visit
4.3 persistent cookies stay
4.4 what cookies are for
4.5 own promotions after an earlier visit
4.6 cookies tell others nothing
4.7 no look at other cookies or files
4.8 page beacons
4.9 mail beacons
4.10 fewer messages to who does not read them
4.11 no health information in beacons
4.12 cookies and beacons can be refused
5.1 why the IP address is needed
5.2 IP addresses help to run the site
6.1 no spyware
7.1 surveys about the visit
7.2 surveys may ask age, gender and the like
7.3 surveys are voluntary
7.4 what surveys are for
8.1 the sites are for adults
8.2 nothing from children without a parent
8.3 a parent can consent
8.4 what a child gave is deleted
8.5 a parent can ask
9.1 newsletters need an address
9.2 leaving a newsletter
10.1 links to social pages
10.2 places for comments
10.3 what is posted is public
10.4 concerns about benefits come directly
10.5 such features may log and set cookies
10.6 others' features under their own statements
11.1 disclosed as the law asks
11.2 shared with vendors
11.3 vendors collect by themselves
11.4 advertising by interest
11.5 vendors must keep it confidential
11.6 shared with affiliates and partners
12.1 links to others' sites
12.2 others' sites are not covered
12.3 others may set cookies and collect
12.4 read others' statements
13.1 laws on security are met
13.2 kept in secure places
13.3 safeguards keep others out
14.1 content served by others
14.2 others' trackers collect
14.3 others advertise by interest
14.4 others are not controlled
14.5 others have their own policies
14.6 questions go to the provider
U.1 to carry out requests
U.2 to keep records of transactions
U.3 to answer questions
U.4 to send what was asked for
U.5 to run and improve services
U.6 to tell about offers
U.7 to measure marketing mail
U.8 to see trends
U.9 to prevent fraud and attacks
U.10 to enforce terms
U.11 to meet laws and standards
U.12 other uses, told when collected
15.1 whom to ask
16.1 changes are posted
16.2 the date of the last change
R.1 notices in several languages
H.1 the page's header
H.2 urgent alerts
H.3 main navigation
H.4 breadcrumb, date and help
H.5 the page's footer
"""
ROW_NAMES: Mapping[str, str] = {
    row: name for row, _, name in (line.partition(" ") for line in _NAMES.strip().split("\n"))
}
