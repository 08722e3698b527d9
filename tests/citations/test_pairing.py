from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkcheck import citations, readers
from linkcheck.model import Citation, Defect


def _cited(body: str, name: str = "a.txt") -> tuple[Citation, ...]:
    heading = "## Quellen\n\n" if name.endswith(".md") else "Quellen:\n"
    return citations.find(name, readers.read(name, (heading + body).encode())).citations


def _pairs(body: str, name: str = "a.txt") -> list[tuple[str, str | None]]:
    return [(citation.label, citation.url) for citation in _cited(body, name)]


A, B, C = "https://example.org/a", "https://example.org/b", "https://example.org/c"


def test_a_label_takes_the_address_on_the_next_line() -> None:
    assert _pairs(f"Eins:\n{A}\nZwei\n{B}") == [("Eins", A), ("Zwei", B)]


def test_addresses_first_take_the_label_below_them() -> None:
    assert _pairs(f"{A}\nEins\n{B}\nZwei") == [("Eins", A), ("Zwei", B)]


def test_a_label_with_nothing_after_it_is_incomplete_wherever_it_stands() -> None:
    found = _cited(f"Eins: {A}\nZwei:\nDrei: {B}\nVier:")

    assert [(one.label, one.defects) for one in found] == [
        ("Eins", ()),
        ("Zwei", (Defect.NO_URL,)),
        ("Drei", ()),
        ("Vier", (Defect.NO_URL,)),
    ]


def test_several_addresses_may_share_a_label() -> None:
    assert _pairs(f"Beide Teile:\n{A}\n{B}\nDrei: {C}") == [
        ("Beide Teile", A),
        ("Beide Teile", B),
        ("Drei", C),
    ]


def test_an_address_without_a_label_says_so() -> None:
    (citation,) = _cited(f"- <{A}>\n", "a.md")

    assert citation.defects == (Defect.NO_LABEL,)


def test_a_generic_anchor_takes_the_words_around_it() -> None:
    assert _pairs(f"- Bericht des Amtes ([hier]({A}))\n", "a.md") == [("Bericht des Amtes", A)]


def test_an_anchor_and_its_spelled_out_address_are_one_citation() -> None:
    body = f"- [Bericht]({A}) {A}\n- [Studie]({B}/lang/er) https://example.org/ b/lang/er\n"

    assert _pairs(body, "a.md") == [("Bericht", A), ("Studie", f"{B}/lang/er")]


def test_each_of_several_links_in_one_entry_is_called_by_its_anchor() -> None:
    assert _pairs(f"- [Kritik]({A}) und [Lob]({B})\n", "a.md") == [("Kritik", A), ("Lob", B)]


def test_a_printed_work_needs_no_address() -> None:
    (_, work) = _cited(f"- [Bericht]({A})\n- Meier (2001): Brücken. Verlag Ufer, Berlin.\n", "a.md")

    assert work.defects == (Defect.OFFLINE_WORK,)


def test_wrapped_lines_of_one_entry_belong_together() -> None:
    body = (
        f"Amt für Wasser (2023): Bericht zum Zustand der Brücken am oberen\nLauf des Flusses: {A}\n"
    )

    assert _pairs(body) == [
        (
            "Amt für Wasser (2023): Bericht zum Zustand der Brücken am oberen Lauf des Flusses",
            A,
        )
    ]


def test_paragraphs_with_one_address_each_are_entries() -> None:
    body = f"Eins, erster\nTeil {A}\n\nZwei {B}\n\nDrei, noch ein\nTeil {C}\n"

    assert _pairs(body, "a.md") == [
        ("Eins, erster Teil", A),
        ("Zwei", B),
        ("Drei, noch ein Teil", C),
    ]


def test_a_position_is_where_the_label_begins() -> None:
    (one, two) = _cited(f"  Eins: {A}\nZwei:\n{B}")

    assert (one.span.line, one.span.column) == (2, 3)
    assert (two.span.line, two.span.column, two.span.end_line) == (3, 1, 4)
    assert two.span.end_column == len(B) + 1


def test_keys_are_stable_and_differ() -> None:
    (one, two) = _cited(f"Eins: {A}\nZwei: {B}")

    assert one.key != two.key
    assert one.key == _cited(f"\n\nEins: {A}")[0].key


_WORDS = st.lists(
    st.sampled_from(["Bericht", "Amt", "Brücke", "Urteil", "Rede", "Studie", "Hafen", "Gericht"]),
    min_size=1,
    max_size=6,
).map(" ".join)
_ENTRIES = st.lists(
    st.tuples(_WORDS, st.integers(1, 99_999).map("https://example.org/p/{}".format)),
    min_size=1,
    max_size=8,
    unique_by=lambda entry: entry[1],
)


@given(_ENTRIES, st.sampled_from(["{}: {}", "{}:\n{}", "- {}: {}", "• {} – {}", "{} ({})"]))
def test_writing_citations_as_text_and_reading_them_back_is_the_identity(
    entries: list[tuple[str, str]], shape: str
) -> None:
    body = "\n".join(shape.format(*entry) for entry in entries)

    assert _pairs(body) == entries


def test_addresses_that_no_browser_opens_are_citations_and_say_what_is_wrong() -> None:
    body = (
        "- Aktenplan: ftp://ftp.example.org/plan.txt\n"
        "- Entwurf: file:///C:/Users/x.pdf\n"
        "- Verzeichnis: gopher://g.example.org/1/a\n"
        "- Text: data:text/html,hallo\n"
        "- Knopf: javascript:zeige()\n"
    )

    assert [(one.url, one.defects) for one in _cited(body)] == [
        ("ftp://ftp.example.org/plan.txt", ()),
        ("file:///C:/Users/x.pdf", (Defect.PRIVATE_URL,)),
        ("gopher://g.example.org/1/a", ()),
        ("data:text/html,hallo", (Defect.MALFORMED_URL,)),
        ("javascript:zeige()", (Defect.MALFORMED_URL,)),
    ]


def test_a_link_that_runs_a_program_is_a_citation_only_where_it_is_called_like_a_page() -> None:
    body = (
        f'<h2>Quellen</h2><ul><li><a href="{A}">Eins</a></li>'
        '<li><a href="javascript:print()">Drucken</a></li>'
        '<li><a href="javascript:open(1)">Bericht des Amtes 2022</a></li></ul>'
    )
    found = citations.find("a.html", readers.read("a.html", body.encode())).citations

    assert [(one.label, one.defects) for one in found] == [
        ("Eins", ()),
        ("Bericht des Amtes 2022", (Defect.MALFORMED_URL,)),
    ]


def test_an_entry_that_points_back_is_none_and_does_not_weigh_against_the_others() -> None:
    body = f"1. Eins: {A}\n2. Ebd.\n3. Ibid., p. 4\n4. Zwei: {B}\n5. Bericht des Amtes\n"

    assert _pairs(body, "a.md") == [("Eins", A), ("Zwei", B), ("Bericht des Amtes", None)]


def test_beside_one_cited_item_another_lacks_its_address_if_it_reads_like_a_source() -> None:
    assert _pairs(f"- Eins: {A}\n- Amt: Bericht zur Lage\n", "a.md")[1:] == [
        ("Amt: Bericht zur Lage", None)
    ]
    assert _pairs(f"- Eins: {A}\n- Danke\n", "a.md") == [("Eins", A)]
    assert _pairs(f"- Eins: {A}\n- Danke an alle Leser\n", "a.md") == [("Eins", A)]


def test_a_note_that_names_a_document_lacks_its_address_and_a_remark_does_not() -> None:
    text = (
        f"Text[^1][^2][^3][^4].\n\n[^1]: Eins, {A}\n[^2]: Zwei, {B}\n"
        "[^3]: Rechnungshof, Sonderbericht zur Lage\n[^4]: Das war, wie der Bericht sagt, so.\n"
    )
    found = citations.find("a.md", readers.read("a.md", text.encode())).citations

    assert [one.label for one in found if one.url is None] == [
        "Rechnungshof, Sonderbericht zur Lage"
    ]
