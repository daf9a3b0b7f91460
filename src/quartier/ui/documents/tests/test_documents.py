"""A document carries its tags, its language, its foot on each page, and every letter that was typed."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from quartier.ui.documents import engine, parts
from quartier.ui.documents.letters import drawable, letters

AT = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
ROWS = [
    ("1", "10:20", [["Затримання ", parts.Run(text="у медичній частині", state="sealed")], ["другий рядок"]]),
    ("2", parts.Run(text="42 хв, запізно", state="soon"), parts.Run(text="« Bonjour »", lang="fr")),
]
GATE = parts.Gate(
    label="До суду", at=60, tick="60", state="late", left="Минуло 1 год", due="сб", note="ст. 211"
)
EVERY_PART = (
    parts.Head(
        title="Затримана особа А. Б., 1994",
        lines=["КР-2026-11-0417", parts.Run(text="Демонстраційні дані", soft=True)],
        stamp=parts.Stamp(title="Відбиток", digits="ffd2267d1e5a3742", note="3 з 4", signed=3, of=4),
    ),
    parts.Notice(text=[parts.Run(text="Записано: ", strong=True), "нагляд"], state="sealed"),
    parts.Limits(gates=[GATE], now=61, now_label="61 год", now_text="Минула 61 година"),
    parts.Limits(
        gates=[], now=60, now_label="61 год", now_text="Минула 61 година", unknown="Строк невідомий"
    ),
    parts.Facts(rows=[("Мова", "українська"), ("Камера", parts.Run(text="6", strong=True))]),
    parts.Grid(
        caption="Хронологія",
        columns=[
            parts.Column(label="№", numeric=True),
            parts.Column(label="Сталося", width="20mm"),
            parts.Column(label="Подія", width="1fr"),
        ],
        rows=[parts.Group(label="Четвер, 19 листопада"), *ROWS],
        blank=2,
        tall=True,
    ),
    parts.Heading(text="Перевірити"),
    parts.Paragraph(text=["Рядок\nі ще рядок"], small=True),
    parts.Points(items=["раз", ["два"]], numbered=True, large=True),
    parts.Points(items=["три"]),
    parts.Drawing(
        svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', alt="схема тіла", width=40
    ),
    parts.Proof(address="https://town.example/r/ZR4N", label="QR", code="ZR4N", lines=["і без мережі"]),
    parts.Break(),
    parts.Signatures(rows=[("Затримана особа", ""), ("Інспекторка", "підписала 10:48")]),
)
DOCUMENT = parts.Document(
    title="Запис КР-2026-11-0417",
    language="uk",
    printed=AT,
    place="Ізолятор, Липівка",
    foot=["КР-2026-11-0417, відбиток ", parts.Run(text="ffd2 267d", mono=True)],
    blocks=EVERY_PART,
    attachments=[parts.Attachment(name="a.json", content=b"{}", media="application/json", about="те саме")],
)


def opened(document: parts.Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(engine.render(document)))


def tags(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        node = node.get("/K", [])
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        yield from tags(node)


@pytest.mark.parametrize(("language", "written"), [("uk", "uk-UA"), ("fr-be", "fr-BE"), ("en", "en-GB")])
def test_it_says_its_language_title_and_standards(language, written):
    with opened(replace(DOCUMENT, language=language)) as pdf:
        assert str(pdf.Root.Lang) == written
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == DOCUMENT.title


def test_a_reader_of_tags_meets_headings_tables_and_lists():
    with opened(DOCUMENT) as pdf:
        found = list(tags(pdf.Root.StructTreeRoot))
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/P", "/Figure"} <= set(found)
        assert [one.title for one in pdf.open_outline().root] == ["Затримана особа А. Б., 1994"]
        assert found.count("/Figure") == 2  # what only repeats words is decoration


def test_the_same_document_gives_the_same_bytes():
    assert engine.render(DOCUMENT) == engine.render(DOCUMENT)
    assert engine.render(DOCUMENT) != engine.render(replace(DOCUMENT, title="Інший запис"))


def test_what_travels_inside_comes_out_as_it_was():
    with opened(DOCUMENT) as pdf:
        assert pdf.attachments["a.json"].get_file().read_bytes() == b"{}"


def test_no_font_of_the_machine_is_in_it():
    with opened(DOCUMENT) as pdf:
        used = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert used
    assert {name.split("+")[1].split("-")[0] for name in used} <= {"NotoSans", "NotoSerif", "NotoSansMono"}


def test_a_name_in_another_script_neither_stops_the_document_nor_vanishes():
    odd = parts.Paragraph(text="李 😀 Ґєї \ue000 \x07 مرحبا")
    assert engine.render(replace(DOCUMENT, blocks=[*EVERY_PART, odd]))
    known = letters(engine.TEXT_FONTS[0])
    assert drawable("李Ґ\x07\ue000", known=known) == "⟨U+674E⟩Ґ⟨U+E000⟩"


def test_what_somebody_types_is_never_read_as_a_command():
    typed = parts.Paragraph(text='#panic("x") $x$ *b* = = #include "/x.typ" \\ @a <b> [c] "')
    assert engine.render(replace(DOCUMENT, blocks=[*EVERY_PART, typed]))


def test_a_document_that_skips_a_heading_is_refused():
    with pytest.raises(engine.DocumentError, match="heading"):
        engine.render(
            replace(DOCUMENT, blocks=[parts.Heading(text="a", level=1), parts.Heading(text="b", level=3)])
        )


def test_every_letter_of_the_three_languages_can_be_drawn():
    text = "АаҐґЄєІіЇїʼ’«»„“№ÀàÂâÇçÉéÈèÊêËëÎîÏïÔôŒœÙùÛûŸÿ‘’“”–—−…·◇▲\u00a0\u202f"
    assert drawable(
        text.replace("◇", "").replace("▲", ""), known=letters(engine.TEXT_FONTS[0])
    ) == text.replace("◇", "").replace("▲", "")
