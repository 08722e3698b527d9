"""How whole articles are judged, by hand: ``python benchmarks/articles.py [--held-out] [--list]``.

Every citation of ``fixtures/cited`` goes from the article's text to its verdict, and is held
against what a careful editor would say. Without ``--held-out`` the articles kept apart are left
out: they are scored before and after a change of judging, and never looked at one by one.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from cited import CALM, articles, said

from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cited import Said


def score(name: str, found: Sequence[Said]) -> None:
    """Print how many findings an editor would agree with, and the errors that matter most."""
    there = [one for one in found if one.there]
    wrong = [one for one in found if not one.there]
    verified = [one for one in wrong if one.verdict in ("verified", "moved")]
    alarms = [one for one in there if one.verdict not in CALM]
    reviews = [one for one in there if one.verdict == "review"]
    right = sum(one.right for one in found) / len(found)
    lenient = sum(one.right or (one.verdict == "review" and not one.there) for one in found) / len(
        found
    )
    print(
        f"{name:<22} {len(found):4}  right {right:6.1%} (review of wrong pages allowed"
        f" {lenient:6.1%})  wrong verified {len(verified)} of {len(wrong)}"
        f"  false alarms {len(alarms)} of {len(there)}  needless reviews {len(reviews)}"
    )


def grouped(found: Iterable[Said], attribute: str) -> dict[str, list[Said]]:
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in found:
        groups[getattr(one, attribute)].append(one)
    return dict(sorted(groups.items()))


def show(one: Said) -> None:
    """Print one finding that an editor would not agree with, and what was weighed."""
    finding = one.finding
    print(f"\n[{one.article}] {one.kind}: {one.label}\n    {finding.citation.url}")
    said_score = finding.match.score if finding.match else 0
    print(f"    expected {'/'.join(one.expected)}, said {one.verdict} ({said_score:.2f})")
    print(f"    {say(finding.message, 'en')}")
    if finding.page:
        signals = " ".join(signal.kind for signal in finding.page.signals)
        print(f"    title: {finding.page.title} [{finding.page.language}] {signals}")
    for item in finding.evidence:
        print(f"      {item.weight:+.2f} {say(item.message, 'en')}")


def main() -> None:
    held_out = "--held-out" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        chosen = [one for one in articles() if held_out or not one.held_out]
        found = [said_of for one in chosen for said_of in said(one, Path(folder))]
    score("development", [one for one in found if not one.held_out])
    if held_out:
        score("held out", [one for one in found if one.held_out])
    for attribute in ("language", "kind"):
        print()
        for name, members in grouped(found, attribute).items():
            score(name, members)
    if "--list" in sys.argv:
        for one in found:
            if not one.right and not one.held_out:
                show(one)


if __name__ == "__main__":
    main()
