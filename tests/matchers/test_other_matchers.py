from __future__ import annotations

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import doctypes, expected, slug, works


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pressekonferenz von gestern", "press-conference"), ("記者会見", "press-conference"),
        ("Conférence de presse", "press-conference"), ("공동성명", "joint-statement"),
        ("Gemeinsame Erklärung", "joint-statement"), ("Joint Statement", "joint-statement"),
        ("Jahresberichte der Behörde", "report"), ("Abschlussbericht", "report"),
        ("Klimaschutzgesetz", "law"), ("Urteile des Gerichts", "ruling"),
        ("communiqué", "communique"),
        ("Aussenhandelsvertrag", "treaty"), ("白書", "report"), ("резолюция", "resolution"),
    ],
)  # fmt: skip
def test_types_of_documents_are_found_in_many_languages(text: str, kind: str) -> None:
    assert kind in {one.id for one in doctypes.kinds(text)}


def test_words_that_only_contain_a_type_are_none() -> None:
    assert not doctypes.kinds("Die Wetterlage in der Lawine")


@pytest.mark.parametrize(
    ("label", "title", "lead", "key"),
    [
        ("Rede in Kiel", "Speech in Kiel", "", "doctypes-same"),
        ("Erklärung der Minister", "Communiqué", "", "doctypes-close"),
        ("Pressekonferenz", "Annual report", "", "doctypes-other"),
        ("Rede in Kiel", "On rivers", "Speech given in Kiel.", "doctypes-text"),
        ("Rede in Kiel", "On rivers", "", "doctypes-missing"),
    ],
)
def test_the_type_is_compared(label: str, title: str, lead: str, key: str) -> None:
    assert keys(doctypes.weigh(claim(label), page(title, lead=lead))) == {key}


def test_a_label_without_type_yields_nothing() -> None:
    assert not list(doctypes.weigh(claim("Störche"), page("Report")))


def test_the_words_of_the_address_support() -> None:
    shown = page("—", url="https://a.example/de/artikel/stoerche-in-der-aue-123.html")
    assert keys(slug.weigh(claim("Störche in der Aue"), shown)) == {"slug-words"}


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/storche",
        "https://a.example/12345",
        "",
        "https://a.example/kraniche-am-see",
    ],
)
def test_addresses_without_fitting_words_say_nothing(url: str) -> None:
    assert not list(slug.weigh(claim("Störche in der Aue"), page("—", url=url)))


def test_a_quoted_title_is_found_in_title_or_text() -> None:
    label = claim("„The Spirit of the River“, Rede")
    assert keys(works.weigh(label, page("The Spirit of the River: a speech"))) == {"works-title"}
    assert keys(works.weigh(label, page("Speech", lead="called The Spirit of the River."))) == {
        "works-text"
    }


def test_a_quoted_title_of_the_pages_language_that_is_nowhere_counts_against_it() -> None:
    lead = "The minister spoke about the roads and the bridges of the region. " * 6
    label = claim("„The Spirit of the River“, Rede")
    assert keys(works.weigh(label, page("The state of the roads", lead=lead))) == {"works-missing"}


def test_a_translated_quotation_is_not_missed() -> None:
    lead = "El vidrio ha muerto, dice la arquitecta en la entrevista con el diario. " * 6
    label = claim("„Das Glas ist tot“, sagt die Architektin")
    assert keys(works.weigh(label, page("El vidrio ha muerto", lead=lead, language="es"))) == set()


def test_a_works_title_inside_a_label_of_another_language_is_found() -> None:
    label = claim("Riverside Declaration nach dem Treffen")
    assert keys(works.weigh(label, page("Riverside Declaration"))) == {"works-title"}
    assert keys(works.weigh(label, page("Text", lead="The Riverside Declaration says"))) == {
        "works-text"
    }


def test_another_work_of_the_same_type_contradicts() -> None:
    results = list(
        works.weigh(claim("Riverside Declaration nach dem Treffen"), page("Hilltop Declaration"))
    )
    assert keys(results) == {"works-other"}
    assert results[0].contradicts


def test_a_translated_works_title_is_no_other_work() -> None:
    label = claim("Strategisches Konzept der Allianz")
    assert "works-other" not in keys(works.weigh(label, page("Alliance Strategic Concept")))


def test_a_sibling_lacks_a_word_of_the_works_title() -> None:
    label = claim("Die River Hill Principles vom Mai")
    shown = page("The Spirit of River Hill", lead="We met at River Hill.")
    assert keys(works.weigh(label, shown)) == {"works-part"}


def test_an_apposition_before_a_name_is_no_part_of_a_work() -> None:
    label = claim("Nachruf auf den Bildhauer Iker Mendia")
    assert not list(
        works.weigh(label, page("Muere Iker Mendia", lead="Murió ayer.", language="es"))
    )


def test_runs_of_plain_names_are_no_works() -> None:
    assert not list(works.weigh(claim("Gespräch mit Marta Kowalczyk"), page("Marta Kowalczyk")))


def test_joining_words_belong_to_a_works_title_and_never_end_it() -> None:
    assert works.named("im Statement of the Heads of State and am Abend") == (
        "Statement of the Heads of State",
    )


def test_an_expected_title_must_be_there() -> None:
    wanted = claim("Report on Rivers 2021")
    assert keys(expected.weigh(wanted, page("Report on Rivers 2021 – Office"))) == {"expected-same"}
    assert keys(expected.weigh(wanted, page("Report on the Rivers 2021"))) == {"expected-near"}
    assert keys(expected.weigh(wanted, page("Report on Rivers 2022"))) == {"expected-other"}
    assert keys(expected.weigh(wanted, page("Something else"))) == {"expected-other"}


def test_what_a_document_is_comes_before_what_it_is_about() -> None:
    label = claim("Pressemitteilung zum Waldbericht")
    assert keys(doctypes.weigh(label, page("The forest report"))) == {"doctypes-close"}
    assert keys(doctypes.weigh(label, page("Press release: forests"))) == {"doctypes-same"}


def test_a_summary_is_not_the_full_text() -> None:
    label = claim("Zusammenfassung des Berichts über Böden")
    full = list(doctypes.weigh(label, page("Report on soils: full text")))
    assert keys(full) == {"doctypes-other"}
    summary = doctypes.weigh(label, page("Report on soils: executive summary"))
    assert keys(summary) == {"doctypes-same"}


def test_in_east_asia_the_type_comes_last() -> None:
    label = claim("法案についての記者会見", "ja")
    assert keys(doctypes.weigh(label, page("Press conference on the bill"))) == {"doctypes-same"}


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Einladung zur Tagung", "Proceedings of the conference"),
        ("Entwurf des Gesetzes", "Interview on heating"),
        ("Nachruf auf Anton Hell", "Interview: Anton Hell"),
        ("Leitfaden für Imker", "Petition by beekeepers"),
    ],
)
def test_another_type_in_the_title_speaks_softly_against_it(label: str, title: str) -> None:
    (found,) = doctypes.weigh(claim(label), page(title))
    assert keys([found]) == {"doctypes-other"}
    assert not found.contradicts


def test_types_that_pages_seldom_call_themselves_are_not_missed() -> None:
    assert not list(doctypes.weigh(claim("Leitfaden für Imker"), page("For beekeepers")))
