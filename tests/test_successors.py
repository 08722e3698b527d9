from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.successors import candidates

BIDEN = "https://bidenwhitehouse.archives.gov"


@pytest.mark.parametrize(
    ("url", "near", "found"),
    [
        (
            "https://www.whitehouse.gov/briefing-room/statements-releases/2023/04/26/washington-declaration-2/",
            None,
            (f"{BIDEN}/briefing-room/statements-releases/2023/04/26/washington-declaration-2/",),
        ),
        ("http://whitehouse.gov/briefing-room", None, (f"{BIDEN}/briefing-room",)),
        (
            "https://www.whitehouse.gov/briefings-statements/remarks/",
            date(2019, 5, 1),
            ("https://trumpwhitehouse.archives.gov/briefings-statements/remarks/",),
        ),
        (
            "https://www.whitehouse.gov/the-press-office/2015/06/29/fact-sheet",
            None,
            ("https://obamawhitehouse.archives.gov/the-press-office/2015/06/29/fact-sheet",),
        ),
        (
            "https://europa.eu/rapid/press-release_IP-18-4581_en.htm",
            None,
            ("https://ec.europa.eu/commission/presscorner/detail/en/IP_18_4581",),
        ),
    ],
)
def test_pages_of_moved_sites_are_sought_in_their_new_place(
    url: str, near: date | None, found: tuple[str, ...]
) -> None:
    assert candidates(url, near) == found


def test_the_date_in_the_path_decides_between_periods() -> None:
    url = "https://www.state.gov/releases/2018/05/01/remarks"
    assert candidates(url, date(2024, 1, 1)) == (
        "https://2017-2021.state.gov/releases/2018/05/01/remarks",
    )


def test_without_a_date_in_the_path_only_later_periods_are_ruled_out() -> None:
    url = "https://www.state.gov/some-remarks/?lang=en"
    hosts = [found.split("/")[2] for found in candidates(url, date(2019, 1, 1))]
    assert hosts == ["2017-2021.state.gov", "2009-2017.state.gov"]
    assert all(found.endswith("?lang=en") for found in candidates(url, None))
    assert len(candidates(url, None)) == 3


@pytest.mark.parametrize(
    "url",
    [
        "https://www.whitehouse.gov/briefing-room/2025/06/01/news/",
        "https://www.whitehouse.gov/contact/",
        "https://www.example.org/briefing-room/x",
        "https://www.state.gov/",
        "not a url",
    ],
)
def test_pages_that_did_not_move_have_no_successor(url: str) -> None:
    assert candidates(url, None) == ()


@given(path=st.text(max_size=40), near=st.none() | st.dates())
def test_candidates_are_on_another_host(path: str, near: date | None) -> None:
    for found in candidates(f"https://www.whitehouse.gov/briefing-room/{path}", near):
        assert found.startswith("https://bidenwhitehouse.archives.gov/")
