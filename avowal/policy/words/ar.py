"""Arabic: modern standard, with the month names that most readers share.

Periods stand in the case that follows «لمدة», «خلال» and «بعد», which is also that of a length of time alone.
"""

from avowal.policy.period import Period
from avowal.policy.words.language import Words

_ONE, _TWO, _FEW, _MANY, _OTHER = 1, 2, 3, 4, 5


def _plural(count: int) -> int:
    """CLDR's rule for whole numbers: 0 | 1 | 2 | 3-10, 103-110 … | 11-99, 111-199 … | 100-102, 200-202 …"""
    if count in (0, _ONE, _TWO):
        return count
    if count % 100 in range(3, 11):
        return _FEW
    return _MANY if count % 100 in range(11, 100) else _OTHER


class _Arabic(Words):
    """One and two are said by the noun itself; the digit follows it, so that the number stands in each language."""

    def period(self, period: Period) -> str:
        if period.count in (_ONE, _TWO):
            return f"{self.units[period.unit][period.count]} ({period.count})"
        return super().period(period)


WORDS = _Arabic(
    units={
        "minute": ("دقيقة", "دقيقة واحدة", "دقيقتين", "دقائق", "دقيقة", "دقيقة"),
        "hour": ("ساعة", "ساعة واحدة", "ساعتين", "ساعات", "ساعة", "ساعة"),
        "day": ("يوم", "يوم واحد", "يومين", "أيام", "يومًا", "يوم"),
        "month": ("شهر", "شهر واحد", "شهرين", "أشهر", "شهرًا", "شهر"),
        "year": ("سنة", "سنة واحدة", "سنتين", "سنوات", "سنة", "سنة"),
    },
    plural=_plural,
    direction="rtl",
    script="ARABIC",
    small_words=("من", "في", "على", "إلى", "أو", "التي", "هذه", "عن", "إذا", "ذلك"),
    months=(
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    written_date="{day} {month} {year}",
    comma="،\u200f ",  # the mark keeps a list of Latin names running from right to left
    last_comma=" و",
    none="لا يوجد",
    hours={"always": "24 ساعة في اليوم، كل يوم", "office": "في ساعات العمل"},
    headings={
        "what": "ما هي البيانات",
        "kept": "يُحفظ لمدة",
        "why": "لماذا",
        "who": "من",
        "name": "الاسم",
        "life": "كم يبقى",
        "without": "إذا رفضته",
        "telephone": "الهاتف",
        "tty": "TTY",
        "hours": "ساعات العمل",
        "law": "القانون",
        "status": "هل يُلزمنا؟",
        "reason": "السبب",
        "sees": "ما يمكن أن تراه",
        "statement": "سياستها الخاصة",
        "cookies": "ملفات تعريف الارتباط الخاصة بها",
        "collected": "ما يصل إلينا",
        "line": "الخط",
    },
    terms={
        "session": "حتى تنتهي زيارتك",
        "binding": "نعم",
        "voluntary": "لا، لكننا نلتزم بذلك باختيارنا",
        "not_applicable": "لا",
        "aggregate": "أعداد إجمالية فقط",
    },
    time_words=(
        "دقيقة",
        "دقائق",
        "ساعة",
        "ساعات",
        "يوم",
        "يوما",
        "يومًا",
        "أيام",
        "أسبوع",
        "أسبوعا",
        "أسبوعًا",
        "أسابيع",
        "شهر",
        "شهرا",
        "شهرًا",
        "أشهر",
        "شهور",
        "سنة",
        "سنوات",
        "سنين",
        "عام",
        "عاما",
        "عامًا",
        "أعوام",
    ),
    number_words=(
        "ثلاث",
        "ثلاثة",
        "أربع",
        "أربعة",
        "خمس",
        "خمسة",
        "ست",
        "ستة",
        "سبع",
        "سبعة",
        "ثماني",
        "ثمانية",
        "تسع",
        "تسعة",
        "عشر",
        "عشرة",
        "عشرون",
        "عشرين",
        "ثلاثون",
        "ثلاثين",
        "أربعون",
        "أربعين",
        "خمسون",
        "خمسين",
        "ستون",
        "ستين",
        "تسعون",
        "تسعين",
        "مئة",
        "مائة",
        "ألف",
    ),
)
