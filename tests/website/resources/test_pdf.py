"""R.1, R13: tagged PDF files with the right language, whole fonts in them, and nothing fetched from elsewhere."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from avowal.auditor.beside import said_by_pdf
from avowal.website.resources import pdf, printing
from avowal.website.resources.documents import document


def fonts_of(opened):
    for page in opened.pages:
        yield from page.Resources.Font.values()


@pytest.mark.parametrize(("language", "family"), [("es", "NotoSans"), ("ko", "NotoSansKR"), ("ar", "NotoSansArabic")])
def test_a_pdf_says_its_language_is_tagged_and_holds_its_fonts(language, family, visit):
    """R.1: a document whose language tag is wrong."""
    answer = visit(f"/{language}/resources/nondiscrimination.pdf")
    opened = pikepdf.open(BytesIO(answer.content))
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()

    assert (answer.status_code, answer["Content-Type"], answer["Content-Language"]) == (
        200,
        "application/pdf",
        language,
    )
    assert str(opened.Root.Lang) == language
    assert opened.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in opened.Root
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert str(opened.docinfo.Title) == document("nondiscrimination").texts[language].title
    assert len(opened.open_outline().root) > 0
    names = {str(font.BaseFont) for font in fonts_of(opened)}
    assert any(family in name for name in names), names
    assert all("NotoSans" in name for name in names), names
    assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts_of(opened))
    assert "1-800-555-0100" in text
    assert said_by_pdf(answer.content) == (language, True)


def test_it_is_made_once_for_each_content(visit, monkeypatch):
    """The second asking is answered from what was kept; another text is another file."""
    first = visit("/es/resources/nondiscrimination.pdf")
    monkeypatch.setattr(pdf, "make", lambda printed: pytest.fail("made again"))

    again = visit("/es/resources/nondiscrimination.pdf")

    assert again.content == first.content
    assert printing.printed("nondiscrimination", "es").digest != printing.printed("nondiscrimination", "tl").digest


def test_nothing_but_our_own_fonts_is_ever_fetched():
    for address in ("https://elsewhere.example/x.png", "file:///etc/passwd", "font:../pdf.css", "font:none.woff2"):
        with pytest.raises(pdf.NotOurs):
            pdf._fetch(address)
    assert pdf._fetch("font:NotoSans-Regular.woff2") is not None


def test_every_character_of_every_document_is_in_its_fonts():
    """No box and no wrong character: the families of each language hold all that its texts say."""
    from fontTools.ttLib import TTFont

    from avowal.website.resources.documents import documents

    def covered(family):
        with TTFont(pdf.FONTS / f"{family}-Regular.woff2", lazy=True) as font:
            return set(font.getBestCmap())

    known = {family: covered(family) for family in {"NotoSans", *pdf._OF_SCRIPT.values()}}
    for found in documents().values():
        for language, text in found.texts.items():
            have = known["NotoSans"] | known[pdf._family(language)] | {0x0A, 0x200B}
            assert {ord(one) for one in f"{text.title}{text.header}{text.body}"} <= have, (found.key, language)


def test_without_pango_the_page_stands_and_offers_no_pdf(visit, monkeypatch):
    monkeypatch.setattr(pdf, "trouble", lambda: "WeasyPrint finds no Pango.")

    assert visit("/es/resources/nondiscrimination/").soup.find("a", type="application/pdf") is None
    assert visit("/es/resources/nondiscrimination.pdf").status_code == 404
