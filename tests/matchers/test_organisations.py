from __future__ import annotations

from dataclasses import replace

import pytest
from matchers.samples import claim, keys, page

from linkcheck.matchers import match, names, organisations, weights


def ids(text: str) -> list[str]:
    return [one.id for one in organisations.find(text)]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("WHO warnt", "who"),
        ("L'OMS met en garde", "who"),
        ("ВОЗ о больницах", "who"),
        ("世界保健機関の報告", "who"),
        ("der Weltgesundheitsorganisation", "who"),
        ("Entscheidung der Europäischen Zentralbank", "ecb"),
        ("Urteil des Bundesgerichtshofs", "bgh"),
        ("BGH-Urteil zum Mietrecht", "bgh"),
        ("Europäischer Gerichtshof für Menschenrechte", "ecthr"),
        ("日産、人員削減", "nissan"),
        ("화웨이 신제품", "huawei"),
    ],
)
def test_an_organisation_is_known_by_any_of_its_names(text: str, id_: str) -> None:
    assert ids(text) == [id_]


def test_words_that_only_look_like_an_abbreviation_name_nobody() -> None:
    assert not ids("who said so")
    assert not ids("Die Bank am Fluss")


def test_the_longest_name_wins() -> None:
    assert ids("유럽중앙은행") == ["ecb"]
    assert ids("European Court of Human Rights") == ["ecthr"]


def test_an_organisation_is_found_under_another_name() -> None:
    found = names.weigh(claim("IWF senkt Prognose"), page("Le FMI abaisse ses prévisions"))
    assert "names-organisation" in keys(found)


def test_another_organisation_instead_speaks_against_a_page() -> None:
    label = claim("IPCC-Bericht zu den Meeren")
    shown = page("Rapport de l'OCDE sur les océans")
    assert "names-different" in keys(names.weigh(label, shown))
    told = replace(shown, lead="Le GIEC en est l'auteur.")
    assert "names-different" not in keys(names.weigh(label, told))
    home = replace(shown, url="https://www.ipcc.example/x")
    assert "names-different" not in keys(names.weigh(label, home))


def test_a_body_of_the_united_nations_goes_with_them() -> None:
    found = names.weigh(claim("UNO zur Lage der Kinder"), page("UNICEF on the state of children"))
    assert not keys(found) & {"names-different", "names-organisation"}


def test_an_organisation_and_a_place_alone_lead_to_nothing() -> None:
    found = match(claim("Die UNO ringt um Pakistan"), page("UN mosaic found in Pakistan"))
    assert found
    assert found.score <= weights.table()["circumstance"]
