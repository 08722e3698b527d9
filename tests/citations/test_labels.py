from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.citations import labels
from linkcheck.text import MAX_LABEL


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("• Bericht des Amtes:", "Bericht des Amtes"),
        ("[3] Urteil vom 3. Mai –", "Urteil vom 3. Mai"),
        ("12. Studie", "Studie"),
        ("¹ Studie", "Studie"),
        ("Bericht (abgerufen am 1.5.2023)", "Bericht"),
        ("Bericht, zuletzt abgerufen am 1. Mai 2023.", "Bericht"),
        ("Report. Accessed 3 May 2024.", "Report"),
        ("Rapport (consulté le 3 mai 2024)", "Rapport"),
        ("Edital 12/2024. Disponível em: . Acesso em: 5 maio 2024.", "Edital 12/2024"),
        ("Studie, abrufbar unter [21.01.2022].", "Studie"),
        ("Studie, URL: [Zugriff: 29.10.24].", "Studie"),
        ("報告書（2024年3月1日閲覧）", "報告書"),
        ("Kleine Anfrage, siehe „“.", "Kleine Anfrage"),
        ("Quelle: CoinWatch", "CoinWatch"),
        ("[Vorlesung 1, S. 15]", "Vorlesung 1, S. 15"),
        ('Council. "Budget 2023." Accessed May 3, 2023.', 'Council. "Budget 2023."'),
        ("新华网 ）", "新华网"),
        ("hier", ""),
        ("12", ""),
        ("–", ""),
        ("Online-Magazin", "Online-Magazin"),
        ("Protokoll der Sitzung vom 3. Mai", "Protokoll der Sitzung vom 3. Mai"),
        ("大熊猫“晓晓”“蕾蕾”抵达 ()", "大熊猫“晓晓”“蕾蕾”抵达"),
        ("„Nähe“„Ferne“ [ ] „“", "„Nähe“„Ferne“"),
    ],
)
def test_a_label_is_what_a_reader_reads(raw: str, label: str) -> None:
    assert labels.tidy(raw) == label


@given(st.text(max_size=2000))
def test_a_label_is_bounded_and_one_line(raw: str) -> None:
    label = labels.tidy(raw)

    assert len(label) <= MAX_LABEL
    assert "\n" not in label


@pytest.mark.parametrize(
    ("label", "truncated"),
    [
        ("Gemeinsame Erklärung von Stoltenberg…", True),
        ("Communiqué nach dem Besuch in", True),
        ("Rede der Ministerin [...]", True),
        ("Rede der Ministerin", False),
        ("Bon de", False),
        ("Was nun?", False),
    ],
)
def test_a_label_that_breaks_off_is_seen(label: str, truncated: bool) -> None:  # noqa: FBT001 (a table)
    assert labels.is_truncated(label) is truncated


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("Rossi, M. (2019): Il teatro. Torino: Esempio Press.", True),
        ("Hegarty, J. (2015). Attributes. Technology, 55(4), 3–13.", True),
        ("Meier: Die Brücke, Berlin 2001, S. 12", True),
        ("Bericht des Amtes 2023", False),
        ("Press conference in Tokyo", False),
    ],
)
def test_a_printed_work_is_told_from_a_page(label: str, printed: bool) -> None:  # noqa: FBT001 (a table)
    assert labels.is_printed_work(label) is printed


def test_a_credit_is_no_citation() -> None:
    assert labels.is_credit("Foto: dpa")
    assert not labels.is_credit("Fotowettbewerb 2023")
