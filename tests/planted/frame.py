"""The frame of every page: header, alert, breadcrumb, date, footer, choices banner."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from registry import Page

UPDATED = {"en": "October 12, 2026", "es": "12 de octubre de 2026", "ar": "12 أكتوبر 2026"}
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "skip": "Skip to the text",
        "doctor": "Find a doctor",
        "careers": "Careers",
        "contact": "Contact",
        "member": "Member sign-in",
        "provider": "Provider sign-in",
        "join": "Join",
        "members": "Members",
        "providers": "Providers",
        "living": "Healthy living",
        "about": "About",
        "updated": "Last updated",
        "home": "Home",
        "questions": "Questions? Contact us",
        "privacy": "Privacy policy",
        "terms": "Terms and conditions",
        "choices": "Your privacy choices",
        "npp": "Notice of Privacy Practices",
        "tools": "Tools",
        "lines": "Telephone lines",
        "social": "Social media",
        "help": "Site help",
        "sitemap": "Site map",
        "smaller": "Smaller text",
        "larger": "Larger text",
        "alert": "Medi-Cal renewals are due this winter. Call",
        "always": "24 hours, 7 days",
        "office": "Monday to Friday, 8 to 5",
        "banner": "You decide what we may count and remember.",
        "accept": "Accept all",
        "refuse": "Refuse all",
        "settings": "Settings",
        "resources": "Resources",
        "search": "Search",
    },
    "es": {
        "skip": "Saltar al texto",
        "doctor": "Buscar un médico",
        "careers": "Empleo",
        "contact": "Contacto",
        "member": "Ingreso de miembros",
        "provider": "Ingreso de proveedores",
        "join": "Inscribirse",
        "members": "Miembros",
        "providers": "Proveedores",
        "living": "Vida sana",
        "about": "Quiénes somos",
        "updated": "Última actualización",
        "home": "Inicio",
        "questions": "¿Preguntas? Contáctenos",
        "privacy": "Política de privacidad",
        "terms": "Términos y condiciones",
        "choices": "Sus opciones de privacidad",
        "npp": "Aviso de prácticas de privacidad",
        "tools": "Herramientas",
        "lines": "Líneas telefónicas",
        "social": "Redes sociales",
        "help": "Ayuda del sitio",
        "sitemap": "Mapa del sitio",
        "smaller": "Texto más pequeño",
        "larger": "Texto más grande",
        "alert": "Las renovaciones de Medi-Cal vencen este invierno. Llame al",
        "always": "24 horas, 7 días",
        "office": "De lunes a viernes, de 8 a 5",
        "banner": "Usted decide qué podemos contar y recordar.",
        "accept": "Aceptar todo",
        "refuse": "Rechazar todo",
        "settings": "Configurar",
        "resources": "Recursos",
        "search": "Buscar",
    },
    "ar": {
        "skip": "انتقل إلى النص",
        "doctor": "ابحث عن طبيب",
        "careers": "الوظائف",
        "contact": "اتصل بنا",
        "member": "دخول الأعضاء",
        "provider": "دخول مقدمي الخدمة",
        "join": "انضم",
        "members": "الأعضاء",
        "providers": "مقدمو الخدمة",
        "living": "حياة صحية",
        "about": "من نحن",
        "updated": "آخر تحديث",
        "home": "الرئيسية",
        "questions": "أسئلة؟ اتصل بنا",
        "privacy": "سياسة الخصوصية",
        "terms": "الشروط والأحكام",
        "choices": "خيارات الخصوصية",
        "npp": "إشعار ممارسات الخصوصية",
        "tools": "أدوات",
        "lines": "خطوط الهاتف",
        "social": "التواصل الاجتماعي",
        "help": "مساعدة الموقع",
        "sitemap": "خريطة الموقع",
        "smaller": "نص أصغر",
        "larger": "نص أكبر",
        "alert": "تجديد Medi-Cal مستحق هذا الشتاء. اتصل على",
        "always": "24 ساعة، 7 أيام",
        "office": "من الاثنين إلى الجمعة، من 8 إلى 5",
        "banner": "أنت تقرر ما نحصيه وما نتذكره.",
        "accept": "قبول الكل",
        "refuse": "رفض الكل",
        "settings": "الإعدادات",
        "resources": "موارد",
        "search": "بحث",
    },
}
LINES = (
    ("Medi-Cal members", "1-800-555-0100", "711", "always"),
    ("Millbrook Covered members", "1-800-555-0101", "711", "always"),
    ("Millbrook Medicare Plus members", "1-833-555-0102", "711", "always"),
    ("Home Care Workers Plan members", "1-844-555-0103", "711", "always"),
    ("Doctors, clinics and other providers", "1-866-555-0104", "", "always"),
    ("Nurse advice for members", "1-800-555-0105", "711", "always"),
)
ADDRESS = "48 Weir Lane, Millbrook, CA 90011"
NAMES = {"en": "English", "es": "Español", "ar": "العربية"}


@dataclass
class Visit:
    """What the frame must know of a request."""

    clean: bool
    lang: str = "en"
    size: str = "0"
    choices: str = ""
    gpc: bool = False
    dnt: bool = False
    member: str = ""
    mobile: bool = False
    flags: set[str] = field(default_factory=set)

    @property
    def measured(self) -> bool:
        """Whether page views may be counted."""
        return not (self.gpc or self.dnt or "measure:0" in self.choices)


def at(lang: str, path: str) -> str:
    """An address in a language."""
    return path if lang == "en" else f"/{lang}{path}"


TRANSLATED = {"/", "/privacy/", "/privacy/choices/", "/contact/", "/plans/", "/about/"}


def banner(visit: Visit) -> str:
    """The choices banner, until a choice is made."""
    if visit.choices:
        return ""
    w = WORDS[visit.lang]
    return (
        f'<section class="choices-banner" aria-label="{w["choices"]}">'
        f'<form method="post" action="{at(visit.lang, "/privacy/choices/")}"><p>{w["banner"]}</p>'
        f'<button name="all" value="accept">{w["accept"]}</button> '
        f'<button name="all" value="refuse">{w["refuse"]}</button> '
        f'<a class="button" role="button" href="{at(visit.lang, "/privacy/choices/")}">{w["settings"]}</a></form></section>'
    )


def render(page: Page, visit: Visit, body: str, head: str = "") -> str:
    """A whole document."""
    lang, w = visit.lang, WORDS[visit.lang]
    direction = "rtl" if lang == "ar" else "ltr"
    langs = (
        " ".join(f'<a hreflang="{one}" lang="{one}" href="{at(one, page.path)}">{NAMES[one]}</a>' for one in page.langs)
        if len(page.langs) > 1
        else ""
    )

    def to(path: str) -> str:
        return at(lang, path) if path in TRANSLATED else path

    lines = "".join(
        f'<li>{label}: <a href="tel:{number}">{number}</a>{f" (TTY {tty})" if tty else ""}, {w[hours]}</li>'
        for label, number, tty, hours in LINES
    )
    measure = "on" if visit.measured else "off"
    return f"""<!doctype html>
<html lang="{lang}" dir="{direction}" data-measure="{measure}" class="size{html.escape(visit.size)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(page.title)} | Millbrook Health Plan</title>
<link rel="icon" href="/assets/favicon.png">
<link rel="stylesheet" href="/assets/site.81c4e0d2.css">
<script src="/assets/site.4f2a91bb.js" defer></script>
{page.head}{head}</head>
<body>
<a class="skip" href="#main">{w["skip"]}</a>
<div class="alert" role="status" data-from="2026-11-01" data-until="2027-02-28"><p>{w["alert"]} <a href="tel:1-800-555-0100">1-800-555-0100</a> (TTY 711).</p></div>
<header>
<a class="logo" href="{to("/")}"><img src="/assets/logo.7be1.svg" alt="Millbrook Health Plan" width="160" height="40"></a>
<ul class="utility"><li><a href="/find/">{w["doctor"]}</a></li><li><a href="/careers/">{w["careers"]}</a></li><li><a href="{to("/contact/")}">{w["contact"]}</a></li>
<li><a href="/members/sign-in/">{w["member"]}</a></li><li><a href="/providers/">{w["provider"]}</a></li></ul>
<p class="languages">{langs}</p>
<form class="text-size" method="post" action="/preferences/text-size/"><button name="size" value="-1" aria-label="{w["smaller"]}">−A</button> <button name="size" value="1" aria-label="{w["larger"]}">+A</button></form>
<nav aria-label="Main"><ul><li><a href="{to("/plans/")}">{w["join"]}</a></li><li><a href="/members/">{w["members"]}</a></li><li><a href="/providers/">{w["providers"]}</a></li><li><a href="/healthy-living/">{w["living"]}</a></li><li><a href="{to("/about/")}">{w["about"]}</a></li></ul></nav>
</header>
<main id="main">
<nav class="breadcrumb" aria-label="Breadcrumb"><ol><li><a href="{to("/")}">{w["home"]}</a></li><li aria-current="page">{html.escape(page.title)}</li></ol></nav>
<h1>{html.escape(page.title)}</h1>
<p class="updated">{w["updated"]}: <time datetime="2026-10-12">{UPDATED[lang]}</time></p>
{body}
<aside><h2>{w["resources"]}</h2><p><a href="{to("/contact/")}">{w["questions"]}</a></p></aside>
</main>
<footer>
<ul class="legal"><li><a href="{to("/privacy/")}">{w["privacy"]}</a></li><li><a href="{to("/privacy/choices/")}">{w["choices"]}</a></li><li><a href="/terms/">{w["terms"]}</a></li><li><a href="/privacy-practices/">{w["npp"]}</a></li></ul>
<ul class="social"><li><a href="/leaving/hubbub/">{w["social"]}: Hubbub</a></li></ul>
<ul class="tools"><li><a href="/site-map/">{w["sitemap"]}</a></li><li><a href="/site-help/">{w["help"]}</a></li></ul>
<h2>{w["lines"]}</h2><ul class="lines">{lines}</ul>
<p>Millbrook Health Plan, {ADDRESS}</p>
</footer>
{banner(visit)}
</body>
</html>
"""
