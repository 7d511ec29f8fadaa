"""Three words of a browser's description are kept, never the description (ledger 2.1, 3.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.events.agents import BROWSERS, OTHER, SYSTEMS, Agent, describe, is_automated
from avowal.events.crawlers import CRAWLERS

MAC_CHROME = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("description", "agent"),
    [
        (MAC_CHROME, Agent("Chrome", "Mac OS X", automated=False)),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            Agent("Firefox", "Linux", automated=False),
        ),
        (
            "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/80.0.3987.99 Mobile Safari/537.36",
            Agent("Chrome Mobile", "Android", automated=False),
        ),
        (MAC_CHROME.replace("Chrome", "HeadlessChrome"), Agent(OTHER, "Mac OS X", automated=True)),
        (
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            Agent("Googlebot", OTHER, automated=True),
        ),
        ("curl/8.5.0", Agent(OTHER, OTHER, automated=True)),
        ("", Agent(OTHER, OTHER, automated=True)),
        ("-", Agent(OTHER, OTHER, automated=True)),
    ],
)
def test_2_1_programs_are_told_from_people(description, agent):
    assert describe(description) == agent


@given(st.text() | st.from_regex(r"Mozilla/5\.0 \(.*\) [A-Za-z]{1,30}(Bot|Browser)?/[0-9.]+"))
def test_3_4_nothing_that_a_visitor_wrote_in_the_description_is_kept(description):
    agent = describe(description)

    assert agent.browser in BROWSERS | CRAWLERS.keys() | {OTHER}
    assert agent.system in SYSTEMS | {OTHER}


ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-S921N Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
PEOPLE = [
    # Korean
    f"{ANDROID} NAVER(inapp; search; 2000; 12.6.2)",
    f"{IPHONE} Safari/605.1 NAVER(inapp; search; 2000; 12.6.1; 15PRO)",
    f"{ANDROID} NAVER(inapp; blog; 100; 8.9.0)",
    f"{ANDROID} KAKAOTALK/10.8.3 (INAPP)",
    f"{IPHONE} KAKAOTALK 10.8.3 (INAPP)",
    f"{ANDROID} DaumApps/8.3 DaumDevice/mobile",
    f"{MAC_CHROME} Whale/3.26.244.14",
    # Russian
    f"{ANDROID} YaSearchBrowser/24.44 BroPP/1.0 YaSearchApp/24.44 webOmni SA/3",
    f"{MAC_CHROME} YaBrowser/24.4.3.1068.00 SA/3",
    f"{IPHONE} YaBrowser/24.4.5.455 YaApp_iOS/2404.0 YaApp_iOS_Browser/2404.0 Safari/604.1 SA/3",
    f"{ANDROID} VKAndroidApp/8.60-20123 (Android 14; SDK 34; arm64-v8a; samsung SM-S921N; ru)",
    f"{ANDROID} OKApp/24.5.13 MailRu/1.0",
    # Chinese
    f"{ANDROID} XWEB/1240117 MMWEBSDK/20240404 MMWEBID/4711 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64",
    f"{ANDROID} SearchCraft/3.10.3 (Baidu; P1 14) baiduboxapp/13.60.0.10",
    f"{ANDROID} SogouSearch Android1.0 version3.0 AppVersion/12031",
    f"{IPHONE} SogouMobileBrowser/6.0",
    f"{ANDROID} MQQBrowser/6.2 TBS/046805 V1_AND_SQ_9.0.80_6714_YYB_D QQ/9.0.80.17930 NetType/4G",
    f"{IPHONE} Weibo (iPhone15,2__weibo__14.5.0__iphone__os17.5)",
    f"{ANDROID} NewsArticle/9.8.1 JsSdk/2 NetType/wifi TTWebView/1131130",
    f"{ANDROID} aweme_290300 JsSdk/1.0 NetType/WIFI BytedanceWebview/d8a21c6",
    f"{ANDROID} AlipayClient/10.5.96 Language/zh-Hans useStatusBar/true",
    f"{MAC_CHROME} Quark/6.8.0",
    # Vietnamese
    f"{ANDROID} Zalo android/24050301 ZaloTheme/light ZaloLanguage/vi",
    f"{IPHONE} Zalo iOS/546 ZaloTheme/light ZaloLanguage/vn",
    f"{MAC_CHROME} coc_coc_browser/124.0.152",
    # and everywhere
    f"{IPHONE} GSA/317.0.634488990 Safari/604.1",
    f"{ANDROID} BingWeb/27.1 BingSapphire/27.1.410426303",
    f"{ANDROID} (Ecosia android@124.0.6367.159)",
    f"{IPHONE} [FBAN/FBIOS;FBAV/465.0.0.41.100;FBBV/601000000;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBLC/vi_VN]",
    f"{IPHONE} [LinkedInApp]/9.29.6042",
    f"{IPHONE} Safari Line/14.6.0",
    f"{ANDROID} Instagram 332.0.0.38.90 Android (34/14; 480dpi; 1080x2106; samsung; SM-S921N; ko_KR; 601)",
    f"{IPHONE} Flipboard/4.3.10",
    f"{IPHONE} QRScanner/2.1 NewsFeed/3 LinkHub/1 Research/2 Monitoring/1",
    "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36",
    "UCWEB/2.0 (Java; U; MIDP-2.0; vi; nokia6300) U2/1.0.0 UCBrowser/9.5.0.449 U2/1.0.0 Mobile",
    "Links (2.29; Linux 6.1.0 x86_64; GNU C 12.2; text)",
    "Lynx/2.9.0rel.0 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/3.0.13",
]
PROGRAMS = [
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
    "Mozilla/5.0 (compatible; Yeti/1.1; +http://naver.me/spd)",
    "Mozilla/5.0 (compatible; Yeti/1.1)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0)",
    "Sogou web spider/4.0",
    "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
    "Mozilla/5.0 (compatible; MJ12bot/v1.4.8)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
    "OAI-SearchBot/1.0",
    "meta-externalagent/1.1",
    "CCBot/2.0",
    "ia_archiver",
    "Mozilla/5.0 (compatible; archive.org_bot)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp)",
    "facebookexternalhit/1.1",
    "facebookexternalhit/1.1; kakaotalk-scrap/1.0",
    "Slackbot-LinkExpanding 1.0",
    "Slack-ImgProxy (+0.1)",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0 A",
    "Feedfetcher-Google",
    "FreshRSS/1.23.1 (Linux)",
    "Tiny Tiny RSS/23.04",
    "Feedly/1.0",
    "Pingdom.com_bot_version_1.4",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0)",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/124.0 Safari/537.36 Chrome-Lighthouse",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1",
    "W3C-checklink/5.0 libwww-perl/6.67",
    "W3C_Validator/1.3",
    "LinkChecker/10.2",
    "Mozilla/5.0 zgrab/0.x",
    "masscan/1.3",
    "python-requests/2.31.0",
    "Python-urllib/3.11",
    "Python/3.11 aiohttp/3.9.5",
    "python-httpx/0.27.0",
    "Scrapy/2.11.1",
    "Wget/1.21.4",
    "Go-http-client/2.0",
    "Java/17.0.10",
    "okhttp/4.12.0",
    "libwww-perl/6.67",
    "Ruby",
    "PHP/8.2.18",
    "GuzzleHttp/7",
    "axios/1.6.8",
    "node-fetch",
    "node",
    "undici",
    "Apache-HttpClient/4.5.14 (Java/17.0.10)",
    "PostmanRuntime/7.37.3",
    "Mozilla/5.0 (Windows NT; Windows NT 10.0) WindowsPowerShell/5.1.19041",
    "kube-probe/1.29",
    "Mozilla/4.0",
    "Mozilla/4.0 (compatible;)",
    "Xenu Link Sleuth/1.3.8",
    "portscout/0.8.1",
    "Reeder/2.1.1 CFNetwork/672.0.8 Darwin/14.0.0",
]


@pytest.mark.parametrize("description", PEOPLE)
def test_2_1_whoever_reads_inside_an_app_is_a_person(description):
    assert not is_automated(description)


@pytest.mark.parametrize("description", PROGRAMS)
def test_2_1_crawlers_libraries_and_browsers_without_a_person_are_programs(description):
    assert is_automated(description)
