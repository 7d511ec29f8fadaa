"""Which sentences state which rows of the ledger. The language of the rules is told in `rules`.

H.* rows are about the page's frame, and no sentence of a policy states them; R.1 is read from the documents beside it.
"""

from __future__ import annotations

from functools import cache

from avowal.reader.rules import Rule, parse

RULES = """
; 0 scope
0.1: org public_body/coverage provide !usage_pages !ad
0.1: org public_body define !ad !collect !disclose
0.1: org public_body/coverage is_a !ad !collect !disclose
0.1: we +public_body coverage/provide !disclose
0.1: org is_a institution !ad !collect !disclose
0.1: we_are institution/public_body/coverage !ad !collect !disclose !usage_pages
0.1: org/we institution operated_by site !collect !third
0.1: org institution/public_body we_are !ad
0.1: org site operated_by !third !disclose !policy
0.2: policy explain info/personal collect/use/share we !survey !change !unsubscribe !accept
0.2: herein explain info/personal collect/share !survey !change !unsubscribe !accept !other_site !rights
0.3: -record_set
0.3: record_set -benefit/-record_of/-info/-store/-define
0.4: policy +apply site !extra !only !own_policy !child
0.4: policy +apply host !own_policy !child
0.4: policy explain host
0.4: policy +apply org/business !only !extra !own_policy !child
0.5: site +provide offerings info/you/materials !collect !ad !survey !ip !cookie !vendor !personal
0.5: site find offerings !personal !ad !survey !ip !cookie !contact !usage1 !fraud !kind
0.6: +accept visit/leave policy/terms !third !child !cookie !enforce !info/personal
0.6: +accept visit policy collect/use !child !cookie !enforce !third
0.6: terms visit/site +apply !third !change !enforce !cookie !other_site !read
0.7: extra notice +apply site/signed_in/service_used !third !change !purpose !cookie !read
0.7: some_places notice extra !change !read !cookie !other_site !social
0.8: npp
0.9: -agree leave/visit !child !cookie
0.9: agree +leave policy/terms !child
; 1 personal information
1.1: -collect personal !@child !health !beacon !cookie !third !@weblog !ip
1.1: +collect personal only voluntary/give we !child !authority !disclose !delete
1.1: personal -collect/-use volunteered !child
1.1: personal +collect only volunteered/give !disclose !child !third !delete
1.1: -collect given2 !child !third
1.1: visit incognito !child !disclose !survey !cookie
1.1: visit you -need/-require give personal/given1 !child !cookie !survey !disclose
1.2: personal define given1/examples/you !child !share !survey
1.3: personal site/tell we/you +give !health !cookie/beacon/automatic !child !disclose/only/delete !survey/newsletter
1.3: +ask/+collect/+give given2 asked_for/site !child !survey !newsletter !disclose !automatic !ip !cookie
1.3: volunteered given1 +collect/+ask !child
1.3: given2 +give you we !child !survey !newsletter !disclose !automatic
1.3: personal/given2 form give/tell you !child
1.3: +give given1 you we !child !survey/newsletter/disclose/automatic/delete !rights/contact/question/has_email/third
1.3: +collect given1 we asked_for/form/you !child !survey/newsletter/disclose/automatic/delete/third !log1/cookie/beacon
1.4: use only purpose requested/give/volunteered/collect !child
1.4: -use other_ways/purpose personal/info
1.4: +use only purpose personal/@personal/info/given1 !child !cookie !vendor !third !ip !weblog
1.5: -sell info/personal !child
1.5: -sell @personal/@info !child !requested
1.6: disclose/+give vendor need/only info/personal !cookie !beacon
1.6: disclose vendor personal law_asks/law_lets !affiliate
1.6: vendor +access need info/personal !cookie !beacon !ad
1.6: vendor @disclose require/only !-disclose !cookie !beacon !@ad
1.6: -disclose personal/info only vendor
; 2 anonymous data
2.1: usage2 +collect/+measure/+use/+tell/+post !third
2.1: @anonymous usage_many +post
2.1: @anonymous usage1 +collect/+measure/+tell !third !ip !beacon
2.2: improve business/site/content @anonymous/@usage2/@usage_many !personal !cookie !survey !email !beacon
2.3: +disclose/+give @anonymous vendor/third !personal !cookie !@track
2.3: +disclose anonymous !cookie
; 3 weblogs
3.1: weblog +collect/+store/automatic !beacon !signed_in !delete
3.1: log3 +collect each_visit !third !cookie !beacon
3.1: +collect automatic visit/site info !third !cookie !beacon
3.2: law/law_lets/period store/use @weblog !disclose !personal
3.2: delete/period @weblog !disclose !cookie
3.3: use/tell/design @weblog design/improve/diagnose !disclose !retain
3.3: use only @weblog design/improve/diagnose !disclose
3.3: use @automatic @weblog design/improve
3.4: log3 !third !@social !@forum
3.4: ip browser/time/usage_pages/system !third !@social !@forum
3.5: signed_in service_used +collect/weblog/tell/record_of/link/tie @weblog/@automatic/log1/personal !cookie
3.5: signed_in weblog service_used/personal
3.5: signed_in service_used +collect !cookie !give !survey !third !fraud
; 4 cookies and beacons
4.1: cookie +use/+set we/org/site session/persistent/similar/own_ad/preference !third
4.1: +use/+set cookie we/org/site !-use !third
4.1: cookie session persistent
4.1: cookie -set only visit_end/signed_in/persistent
4.2: session @cookie end
4.2: cookie visit_end
4.2: session @cookie visit_end
4.3: persistent @cookie later
4.4: @cookie preference/tailor/signed_in/remember/usage_pages +use/+tell/+remember/+tailor !refuse/third/survey/beacon
4.5: @cookie +ad prior !-ad !third
4.5: cookie +ad own_ad/org +tell/+give/+use !-ad !third !refuse !interest
4.6: -share/-ad/-give/-tell @cookie third/other_site/ad !law
4.7: -look @cookie computer
4.8: @beacon area +tell we !health !third !cookie !session !persistent !refuse !opened
4.8: beacon area/usage_pages +tell/+collect/+use !health !third
4.9: opened/format email @beacon !third
4.10: fewer email @beacon/@opened we/@we !unsubscribe !refuse
4.10: fewer email unread !unsubscribe
4.11: health @beacon -collect/-link/-tie/-give/-use/-set/-tell
4.12: refuse @cookie browser_control/lose
4.12: refuse @beacon browser_control
; 5 IP addresses
5.1: @ip send_pages/isp !third !log4 !measure !cookie !beacon
5.2: @ip diagnose +use/+tell/+diagnose !third !cookie !#secure
; 6 spyware
6.1: -spyware
6.1: -install computer !cookie
; 7 surveys
7.1: #survey +ask you/visit !demographic
7.1: survey ask/volunteered/you/area_for +ask
7.2: demographic @survey
7.3: voluntary @survey
7.3: -require @survey
7.4: use/improve/measure @survey improve/measure/design
; 8 children
8.1: adult site !parent
8.1: adult meant
8.1: under_18 -visit/-meant/-accept/-give
8.1: child -meant
8.1: child -meant site/business/@child !collect
8.1: child -meant collect site
8.1: child -site/-business/-requested site/business !collect
8.2: child -collect
8.2: @child -collect personal/info !disclose
8.2: child -accept/-visit !-collect !parent
8.2: child -visit parent site/business
8.2: child -give/-want info/personal/parent !disclose
8.2: child need parent
8.2: child only parent visit/collect
8.3: parent consent/accept/parental @child
8.3: parental +give/form/contact !-collect
8.4: delete @child !rights
8.5: parent contact/tell/ask @child !need
; 9 newsletters
9.1: newsletter collect/ask/need/store email_address/given1 !unsubscribe
9.1: #newsletter email asked_for/volunteered/give !unsubscribe
9.1: newsletter give/volunteered email_address !unsubscribe
9.2: unsubscribe newsletter/marketing_mail/@newsletter !rights
9.2: unsubscribe email !@rights !question
9.2: #newsletter you fewer/refuse link/contact/requested
; 10 public areas
10.1: link social !ad
10.2: #forum forum you +area_for/+share/+give !public !own_policy
10.2: #forum you forum !public !own_policy !contact !third
10.2: forum area_for we/site +give/+area_for/+share !public !survey !beacon !respond
10.3: public @forum/@social you/info !public_body !authority !store
10.3: public forum/give/share/social info/you !public_body !authority !store !@change
10.4: directly contact benefit !third !ad !unsubscribe !owner
10.5: @social/@forum ip/usage_pages/cookie +collect/+set !@weblog
10.6: @social/@forum own_policy/policy third/own_policy/owner
; 11 disclosures
11.1: disclose/comply authority/law_asks !-personal !child !require
11.1: disclose law_asks/law_lets info/personal/we !require
11.1: disclose law authority
11.1: authority +access law/law_asks info/personal
11.1: authority law/law_asks @disclose !-disclose
11.1: authority law_asks !child !require !-disclose
11.1: +give authority law/only
11.2: +disclose/+give perform vendor !collect !cookie
11.2: vendor perform @disclose !-disclose !collect !cookie
11.2: vendor @disclose !-disclose !collect !cookie !require !delete !rights !authority
11.2: vendor +access need/info/given1 !cookie !beacon !ad !require
11.2: vendor perform +access info/personal !cookie
11.2: vendor +use/+perform we requested/business/perform !require
11.3: vendor +collect/+set track/directly !require
11.3: vendor +set/+use/+collect their_cookie/cookie/beacon
11.3: @vendor +set cookie/beacon/track !we !require
11.3: @third +set track !other_site !@social !#link !require !refuse !browser_control
11.4: +ad interest +use/+tell/+serve/+give !-ad !own_ad
11.4: +ad tailor +use/+tell/+serve/+give !-ad !prior
11.5: vendor/@vendor/@third require confidential/secure
11.5: vendor/@vendor/@third require -share/-use !law_asks !need
11.6: +disclose/+give affiliate
11.6: affiliate @disclose !-disclose !parent
11.6: affiliate +access info/personal !parent
; 12 links
12.1: +link other_site/third !social !beacon !health !personal
12.2: policy apply only/other_site/third @link/@other_site !child !own_policy
12.2: policy -apply @other_site/third/@link
12.2: policy only +apply site/host
12.2: end_here policy other_site/leave/@link
12.2: end_here policy site !delete !store !child !change
12.3: #other_site cookie/collect/ask you +collect/+set/+ask !-collect !we
12.3: other_site/#link cookie/collect/ask you +collect/+set/+ask/+use !-collect !we !only
12.3: @other_site cookie/info/personal/you +collect/+set/+ask !-collect !we !only !link !vendor !third !org
12.4: read/+ask policy/terms other_site/@link/@other_site !change
12.4: read own_policy
; 13 security
13.1: comply law/obligation secure !disclose !fraud_word !enforce !affiliate !third !authority
13.2: encrypt store/info/personal
13.2: #secure encrypt
13.2: store secure personal/info !law !use !improve
13.3: safeguard kinds_of_guard !law
13.3: safeguard unauthorized
13.3: #secure safeguard we !law !third !vendor !period
; 14 third parties
14.1: content third serve !collect !cookie !social !vendor
14.2: @third track +collect/+use log1/usage1/info/opened !vendor !-collect !-use !-share !-look !-control !refuse
14.3: @third +ad interest !vendor !-ad !business
14.3: @third +ad interest +set/+collect !-ad
14.4: -control third/other_site/@third/@other_site
14.4: no_control third/other_site/@third/@other_site
14.5: own_policy apply third/@third/other_site !social
14.5: own_policy third/owner apply/read/use !social
14.6: contact/question owner question/ad @third !we
14.6: question content/@content owner contact
14.6: contact owner content/@ad directly
; U uses
U.1: we +fulfil transaction !authority !ad !survey !improve !cookie !trend !measure !fraud !law
U.1: +fulfil transaction/asked_for use/#use !authority !ad !survey !improve !cookie !trend !record_of !measure
U.2: +record_of transaction store/operate/collect/use/#use !fraud !authority
U.3: +respond question/support !policy !rights !child !extra !improve
U.3: use/#use support !rights !child
U.3: we +respond question !policy !rights !child !disclose
U.4: communicate/give materials asked_for use/#use !ad !offer !fulfil !rights
U.5: +operate/+improve business use/#use !enforce !@cookie !@survey !@beacon !fraud !@anonymous !@weblog !disclose
U.6: +communicate offer use/#use !unsubscribe !law !@survey !measure !@cookie !@weblog
U.6: we +communicate promotable you !policy !law !@cookie !@survey !asked_for !unsubscribe !fulfil !improve
U.6: +communicate offer consent/voluntary !unsubscribe
U.7: marketing_mail measure use/#use/we !survey !cookie !interest !unsubscribe !@beacon !vendor
U.7: email mail_opened use/#use/we !@beacon !unsubscribe
U.8: +trend use/+measure/#use !third !disclose
U.9: fraud +protect !ad !@weblog !@ip
U.9: fraud_word +protect/+store/+use
U.10: +enforce terms/policy
U.11: +comply obligation use/#use !disclose !vendor
U.12: other_ways at_collection !-use
; notes without a verb
2.1: noted usage2 !third !ip !@weblog
3.1: noted weblog visit/automatic !period !signed_in
3.3: noted @weblog design/diagnose use
3.5: noted signed_in service_used !cookie
4.4: noted @cookie preference/remember/signed_in !third !beacon
4.5: noted @cookie ad own_ad/prior !third
4.8: noted beacon usage_pages/area !third !email
4.9: noted beacon email opened/format
5.2: noted ip diagnose !cookie
7.4: noted @survey improve/measure
9.1: noted newsletter email_address/given1 !unsubscribe
10.5: noted social ip/usage_pages/cookie
10.6: noted social own_policy/policy
11.2: noted vendor disclose !require
11.3: noted vendor track !require
11.4: noted ad interest !third
14.1: noted content third serve !track !question
14.2: noted third track log1/usage1/info !require
14.3: noted third ad interest
14.5: noted third own_policy
14.6: noted third content/ad contact question
; 15, 16
15.1: contact question policy/rights/personal !child !third !benefit
15.1: has_email contact policy/question/personal/rights
15.1: @question @policy has_email
15.1: privacy_email !unsubscribe
15.1: #question contact we/org !child !benefit !third
15.1: has_email #contact/#question
15.1: contact #question/#contact has_email
16.1: +change policy post/you/we/at_collection !child !personal
16.1: +change @policy +post !child !personal !@weblog
16.1: #change post we/you !child !personal !delete
16.2: updated has_date
16.2: date_shown policy/change !collect !personal
"""


@cache
def rules() -> tuple[Rule, ...]:
    return parse(RULES)
