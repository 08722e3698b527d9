from __future__ import annotations

import pytest

from linkcheck.matchers.mentions import BEGINNING, named
from linkcheck.model import Page, Title, TitleSource

URL = "https://www.site.example/a"


def page(title: str, lead: str = "", language: str = "en") -> Page:
    titles = (Title(title, TitleSource.HEADING),) if title else ()
    return named(Page(URL, titles=titles, language=language, lead=lead))


@pytest.mark.parametrize(
    ("title", "language", "persons"),
    [
        ("Minister Okafor opens the bridge", "en", ("Okafor",)),
        ("A talk with Solveig Haraldsen about nets", "en", ("Solveig Haraldsen",)),
        ("Ein Gespräch mit Claudia Riedler", "de", ("Claudia Riedler",)),
        (
            "Solveig Haraldsen, Ingrid Aasgaard agree on the fish quota",
            "en",
            ("Solveig Haraldsen", "Ingrid Aasgaard"),
        ),
        ("The Price of Rope", "en", ()),
        ("Die Kosten der Fähre steigen", "de", ()),
        ("Lockerungen Autohäuser", "de", ()),
        ("Sink Captive Whale, Faithless Electors Say", "en", ()),
        ("", "en", ()),
    ],
)
def test_persons_are_told_by_their_names_or_by_an_office(
    title: str, language: str, persons: tuple[str, ...]
) -> None:
    assert page(title, language=language).persons == persons


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("From Lisbon to Warsaw by rail", ("Lisbon", "Warsaw")),
        ("首相、パリで会談", ("パリ",)),
        ("The German view", ()),
        ("The price of rope", ()),
    ],
)
def test_places_are_named_as_they_are_written(title: str, places: tuple[str, ...]) -> None:
    assert page(title).places == places


def test_the_first_words_count_and_what_comes_later_does_not() -> None:
    found = page(
        "The price of rope", "Lisbon — Prices rise. " + "Nobody knows why. " * 9 + "Warsaw."
    )
    assert found.places == ("Lisbon",)
    assert len("Lisbon — Prices rise. " + "Nobody knows why. " * 9) > BEGINNING


def test_a_place_is_no_person_and_names_on_two_lines_are_two() -> None:
    found = page("", "Haraldsen\nAasgaard speaks in New York City today, and tomorrow too")
    assert found.persons == ()
    assert found.places == ("New York",)


def test_of_many_only_the_first_are_kept() -> None:
    names = "Lisbon, Warsaw, Vienna, Rome, Oslo, Madrid, Berlin and Helsinki"
    assert len(page(names).places) == 6
