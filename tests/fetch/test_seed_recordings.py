from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from linkcheck.fetch import Replayer
from linkcheck.model import Response

WEB = Path(__file__).parents[2] / "fixtures"
NATO = "https://www.nato.int/cps/en/natohq/opinions_211294.htm"
KANTEI = "https://japan.kantei.go.jp/101_kishida/statement/202303/_00010.html"
PATH = "/briefing-room/statements-releases/2023/04/26/washington-declaration-2/"
WHITE_HOUSE = f"https://www.whitehouse.gov{PATH}"
SUCCESSOR = f"https://bidenwhitehouse.archives.gov{PATH}"


@pytest.mark.parametrize(
    ("web", "url", "status", "heading"),
    [
        ("web", NATO, 200, "Joint Statement"),
        (
            "web",
            KANTEI,
            200,
            "Joint Press Conference by the Leaders of Japan and the Republic of Korea",
        ),
        ("web", WHITE_HOUSE, 200, "Washington Declaration"),
        ("web-today", NATO, 200, "Joint Statement"),
        (
            "web-today",
            KANTEI,
            200,
            "Joint Press Conference by the Leaders of Japan and the Republic of Korea",
        ),
        ("web-today", WHITE_HOUSE, 404, "404"),
        ("web-today", SUCCESSOR, 200, "Washington Declaration"),
    ],
)
def test_the_web_of_the_seed_article_is_recorded(
    web: str, url: str, status: int, heading: str
) -> None:
    found = asyncio.run(Replayer(WEB / web).fetch(url))

    assert isinstance(found, Response)
    assert found.status == status
    body = found.body.decode()
    assert f">{heading}</h1>" in body
    assert 3_000 < len(body) < 15_000


def test_the_names_of_the_press_conference_stand_in_its_text_alone() -> None:
    found = asyncio.run(Replayer(WEB / "web").fetch(KANTEI))

    assert isinstance(found, Response)
    before, _, after = found.body.decode().partition('<section class="speech">')
    for name in ("Kishida", "Yoon", "Tokyo"):
        assert name not in before
        assert name in after
