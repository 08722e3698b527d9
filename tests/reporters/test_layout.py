from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.reporters import layout


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zeile\n  und\tTab", "Zeile und Tab"),
        ("\x1b[31mrot", "\\x1b[31mrot"),
        ("\u202eabc", "\\u202eabc"),
        ("\ud800", "\\ud800"),
        ("##vso[x]", "# #vso[x]"),
        ("###", "# # #"),
        ("👩\u200d🚀 Müller", "👩\u200d🚀 Müller"),
        ("a\x1fb", "a b"),
        ("", ""),
    ],
)
def test_visible_spells_what_commands_and_keeps_what_is_read(text: str, shown: str) -> None:
    assert layout.visible(text) == shown


def test_visible_bounds_text() -> None:
    assert layout.visible("x" * 1_000, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("text", "taken"), [("abc", 3), ("äöü", 3), ("日本", 4), ("e\u0301", 1), ("한국어", 6), ("", 0)]
)
def test_columns_count_wide_letters_twice_and_marks_not_at_all(text: str, taken: int) -> None:
    assert layout.columns(text) == taken


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("kurz", 10, "kurz"),
        ("etwas zu lang", 9, "etwas zu…"),
        ("日本語の題", 5, "日本…"),
        ("ab", 0, "a…"),
        ("日", 1, "日…"),
    ],
)
def test_cut_ends_in_an_ellipsis(text: str, width: int, cut: str) -> None:
    assert layout.cut(text, width) == cut


def test_wrap_breaks_between_words_and_hangs() -> None:
    assert layout.wrap("eins zwei drei vier", 10, "  ") == ["eins zwei", "  drei", "  vier"]


def test_wrap_breaks_cjk_text_anywhere_but_before_closing_marks() -> None:
    assert layout.wrap("東京で会見、です。「新しい」件", 10) == [
        "東京で会",
        "見、です。",
        "「新しい」",
        "件",
    ]


def test_wrap_cuts_a_word_that_is_wider_than_the_line() -> None:
    assert layout.wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_wrap_keeps_blanks_together_that_may_not_break() -> None:
    assert layout.wrap(f"aaaa bbbb 1{layout.NO_BREAK}passt", 12) == ["aaaa bbbb", "1 passt"]


@given(st.text(st.sampled_from("abc 日本。「:é"), max_size=80), st.integers(8, 40))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str, width: int) -> None:
    safe = layout.visible(text)

    lines = layout.wrap(safe, width)

    assert "".join(lines).replace(" ", "") == safe.replace(" ", "")
    assert all(layout.columns(line) <= width + 1 for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)


@pytest.mark.parametrize(
    ("line", "disarmed"),
    [
        ("::error::x", ": :error::x"),
        ("  ::set-output::x", "  : :set-output::x"),
        ("a::b", "a::b"),
        (":", ":"),
    ],
)
def test_disarm_parts_the_colons_of_a_command(line: str, disarmed: str) -> None:
    assert layout.disarm(line) == disarmed


def test_paint_needs_colour() -> None:
    assert layout.paint("a", "red", colour=True) == "\x1b[1;31ma\x1b[0m"
    assert layout.paint("a", "red", colour=False) == "a"
    assert layout.paint("", "red", colour=True) == ""
