"""Weights for pages whose text was read, by hand: ``python benchmarks/texts.py [--write]``.

Fitted on the development half of ``fixtures/cited`` (each label against its own page and against
every other page of its article) and on the open half of ``fixtures/labels``; drawn towards the
weights of titles alone, signs kept, checked by folds that never part an article. The held-out
halves are never read.
"""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from cited import THERE, Answers, articles
from judging import LEAST, capped, own_cases, sigmoid

from linkcheck.matchers import Claim, match, weights
from linkcheck.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from cited import Article

    from linkcheck.model import Match

WEIGHTS = Path(__file__).parents[1] / "linkcheck" / "matchers" / "weights.toml"
STEPS, PULL, RATE, MOMENTUM = 600, 1.5, 0.5, 0.9
MISTAKE = 4.0
"""What a mistake that really happens counts, beside a page picked from the same article."""
MORE_RIGHT = 0.55
"""Added to the prior: the fit sees as many wrong pages as right ones, and articles cite more right
ones. In log-odds; half of what that comes to, so that a verdict keeps its caution."""
_CAPS = ("surest", "contradicted", "hearsay", "circumstance")


@dataclass(frozen=True)
class Case:
    """A label held against a page with text."""

    group: str
    name: str
    right: bool
    share: float
    match: Match
    strengths: dict[str, float]


def cases() -> Iterable[Case]:
    """All pairs that may be learned from."""
    for article in articles():
        if not article.held_out:
            yield from _of_article(article)
    for one in own_cases():
        if one.tuned_on and (found := match(one.claim, one.page)):
            yield _case(one.name.partition(":")[0], one.name, found, right=one.right, share=1.0)


def _of_article(article: Article) -> Iterable[Case]:
    answers, read = Answers(article), article.read
    pages = {
        one["id"]: read_page(answers.answer(article.address(one)))
        for one in read["pages"]
        if one.get("as", "article") in ("article", "pdf") and "title" in one
    }
    for citation in read["citations"]:
        there = citation["kind"] in THERE
        for name, page in pages.items():
            own = name == _target(read, citation["page"])
            if not (own or there):
                continue
            url = article.address(article.pages()[name])
            claim = Claim(citation["label"], url, read["language"], read["published"])
            if found := match(claim, page):
                label = f"{citation['label']} / {name}"
                share = MISTAKE if own else 1.0
                yield _case(article.name, label, found, right=own and there, share=share)


def _target(read: Mapping[str, Any], name: str) -> str:
    page = next(one for one in read["pages"] if one["id"] == name)
    return str(page.get("redirect") or page.get("to") or name)


def _case(group: str, name: str, found: Match, *, right: bool, share: float) -> Case:
    strengths: dict[str, float] = defaultdict(float)
    for one in found.evidence:
        key = one.message.id.partition(".")[2]
        strengths[key] += one.weight / weights.with_text()[key]
    return Case(group, name, right, share, found, strengths)


def fit(found: Sequence[Case]) -> dict[str, float]:
    """Weights that explain the cases."""
    start = weights.table()
    fitted = {key: weight for key, weight in start.items() if key not in _CAPS}
    free = [one for one in found if not one.match.contradictions]
    keys = {key for one in free for key in one.strengths} | {"prior"}
    right = sum(one.share for one in free if one.right)
    balance = sum(one.share for one in free if not one.right) / right
    speed = dict.fromkeys(keys, 0.0)
    whole = 2 * right * balance
    for step in range(STEPS):
        slope = {key: PULL * (fitted[key] - start[key]) for key in keys}
        for one in free:
            off = (total(one, fitted) - one.right) * one.share * (balance if one.right else 1.0)
            slope["prior"] += off
            for key, strength in one.strengths.items():
                slope[key] += off * strength
        rate = RATE / (1 + step / 200) * 10
        for key in keys:
            speed[key] = MOMENTUM * speed[key] - rate * slope[key] / whole
            moved = fitted[key] + speed[key]
            least = math.copysign(LEAST, start[key])
            kept = key == "prior" or moved * least >= LEAST**2
            fitted[key] = moved if kept else least
    return fitted


def total(one: Case, table: dict[str, float]) -> float:
    return sigmoid(table["prior"] + sum(table[key] * s for key, s in one.strengths.items()))


def by_folds(found: Sequence[Case]) -> list[tuple[float, Case]]:
    """Scores by weights that never saw the case's article."""
    scored = []
    for group in sorted({one.group for one in found}):
        table = fit([one for one in found if one.group != group])
        scored += [
            (capped(one.match, one.strengths, {**weights.table(), **table}), one)
            for one in found
            if one.group == group
        ]
    return scored


def report(name: str, scored: Sequence[tuple[float, Case]]) -> None:
    right = sorted(score for score, one in scored if one.right)
    wrong = sorted((score for score, one in scored if not one.right), reverse=True)
    mistakes = [score for score, one in scored if not one.right and one.share > 1]
    print(f"{name}: {len(right)} right, {len(wrong)} wrong pages")
    for threshold in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        found = sum(score >= threshold for score in right) / len(right)
        taken = sum(score >= threshold for score in wrong)
        told = sum(score >= threshold for score in mistakes)
        print(f"  above {threshold}: right {found:.3f}, wrong {taken}, of them mistakes {told}")
    for threshold in (0.05, 0.1, 0.14, 0.2, 0.3):
        below = sum(score <= threshold for score in right)
        print(f"  below {threshold}: right {below}, wrong"
              f" {sum(score <= threshold for score in wrong) / len(wrong):.3f}")  # fmt: skip


def main() -> None:
    found = list(cases())
    report("now", [(one.match.score, one) for one in found])
    fitted = fit(found)
    report(
        "fitted",
        [(capped(one.match, one.strengths, {**weights.table(), **fitted}), one) for one in found],
    )
    if "--quick" not in sys.argv:
        report("by folds", by_folds(found))
    for key, weight in fitted.items():
        print(f"{key} = {weight:.2f}  # {weights.table()[key]:.2f}")
    if "--write" in sys.argv:
        write(fitted)


def write(fitted: dict[str, float]) -> None:
    """Put what differs from the weights of titles alone into the product's table."""
    text = WEIGHTS.read_text("utf-8")
    fitted = {**fitted, "prior": fitted["prior"] + MORE_RIGHT}
    head, _, _ = text.partition("[with-text]\n")
    changed = {k: w for k, w in fitted.items() if abs(w - weights.table()[k]) >= 0.005}
    lines = "".join(f"{key} = {weight:.2f}\n" for key, weight in changed.items())
    head = re.sub(r"(texts\.py on )\d{4}-\d\d-\d\d", rf"\g<1>{datetime.now(UTC):%Y-%m-%d}", head)
    WEIGHTS.write_text(f"{head}[with-text]\n{lines}", "utf-8")


if __name__ == "__main__":
    main()
