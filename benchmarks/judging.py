"""How well labels and pages are told apart; by hand: ``python benchmarks/judging.py [--fit]``.

Measured on the project's own pages (``fixtures/labels``) and, where they lie beside the checkout,
on open label/title pairs (``../shared/data/pages/cases_match.jsonl``, without page texts).
``--fit`` prints weights for ``linkcheck/matchers/weights.toml`` (``--write`` puts them there): a
logistic regression that is drawn towards ``weights_by_hand.toml``, keeps every sign, and is
checked by folds that never part the comparisons of one label. What contradicts and what texts
say stays set by hand, and the pages held out are never fitted on.
"""

from __future__ import annotations

import json
import math
import re
import sys
import time
import tomllib
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck.dates import parse_iso
from linkcheck.matchers import Claim, combine, match, weights
from linkcheck.model import Citation, Evidence, Message, Page, Response, Span, Title, TitleSource
from linkcheck.verdicts import Facts, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linkcheck.model import Match

ROOT = Path(__file__).parent.parent
PAIRS = ROOT.parent / "shared" / "data" / "pages" / "cases_match.jsonl"
BY_HAND = (
    "-text",
    "-extra",
    "-site",
    "wording-across",
    "-some",
    "-akin",
    "numbers-missing",
    "works-title",
    "names-title",
)
"""Set by hand: the open labels are whole translations and have every number of their titles."""
BY_HAND_WEIGHTS = Path(__file__).with_name("weights_by_hand.toml")
WEIGHTS = ROOT / "linkcheck" / "matchers" / "weights.toml"
LEAST = 0.02
"""What is left of a weight whose sign would change."""
FOLDS, STEPS, PULL, RATE, MOMENTUM = 5, 300, 1.0, 1.0, 0.9


@dataclass(frozen=True)
class Case:
    """One label held against one page; ``right`` says whether it is the page that is cited."""

    name: str
    claim: Claim
    page: Page
    right: bool
    tuned_on: bool
    tags: tuple[str, ...] = ()


@dataclass
class Judged:
    """A case with what the matchers and the rules said."""

    case: Case
    match: Match
    verdict: str
    strengths: dict[str, float] = field(default_factory=dict)


def own_cases() -> Iterable[Case]:
    """The project's own pages."""
    for path in sorted((ROOT / "fixtures" / "labels").glob("*.toml")):
        read = tomllib.loads(path.read_text("utf-8"))
        for label in read["labels"]:
            for entry in read["pages"]:
                if entry["id"] in label.get("also", ()):
                    continue
                claim = Claim(label["text"], entry["url"], label["language"], read["published"])
                yield Case(
                    f"{path.stem}: {label['text']}", claim, page_of(entry),
                    entry["id"] == label["is"], not read["held_out"],
                    ("held out" if read["held_out"] else "open",),
                )  # fmt: skip


def page_of(entry: dict[str, str]) -> Page:
    """A page as a fixture or a pair describes it."""
    published = entry.get("published") or ""
    return Page(
        url=entry.get("url") or "",
        titles=(Title(entry["title"], TitleSource.HEADING),),
        language=entry.get("language") or entry.get("title_lang") or "",
        published=parse_iso(str(published)),
        site=entry.get("site", ""),
        lead=entry.get("lead", ""),
    )


def open_cases() -> Iterable[Case]:
    """Pairs of a label and a title, if they are there."""
    lines = PAIRS.read_text("utf-8").splitlines() if PAIRS.exists() else []
    for row in map(json.loads, lines):
        languages = sorted(
            (row["label_lang"], row["title_lang"]), key=lambda one: (one == "en", one)
        )
        kind = "changed facts" if row["kind"].startswith("contra") else "other pages"
        yield Case(
            name=row["pos_of"] or row["id"],
            claim=Claim(row["label"], "", row["label_lang"]),
            page=page_of(row),
            right=row["positive"],
            tuned_on=True,
            tags=("-".join(languages), "" if row["positive"] else kind),
        )


def judged(case: Case) -> Judged:
    """Match and judge one case."""
    found = match(case.claim, case.page)
    if found is None:
        raise ValueError(case.name)
    citation = Citation(case.claim.text, case.page.url or "https://a.example/", Span(1, 1, 1, 1))
    answer = Response(case.page.url, case.page.url, 200, {}, b"")
    ruling = judge(Facts(citation, outcome=answer, page=case.page, match=found))
    strengths: dict[str, float] = defaultdict(float)
    table = weights.with_text() if case.page.lead else weights.table()
    for one in found.evidence:
        key = one.message.id.partition(".")[2]
        strengths[key] += one.weight / table[key]
    return Judged(case, found, ruling.verdict.value, strengths)


def auc(right: Sequence[float], wrong: Sequence[float]) -> float:
    """How often a right page scores above a wrong one."""
    if not right or not wrong:
        return math.nan
    ranked = sorted([(score, 1) for score in right] + [(score, 0) for score in wrong])
    total, index = 0.0, 0
    while index < len(ranked):
        end = index
        while end < len(ranked) and ranked[end][0] == ranked[index][0]:
            end += 1
        total += sum(one for _, one in ranked[index:end]) * (index + end + 1) / 2
        index = end
    return (total - len(right) * (len(right) + 1) / 2) / (len(right) * len(wrong))


def report(name: str, found: Sequence[Judged], score: Callable[[Judged], float]) -> None:
    """Print how the scores part right from wrong, and what the verdicts were."""
    right = [one for one in found if one.case.right]
    wrong = [one for one in found if not one.case.right]
    if not right or not wrong:
        return
    said = Counter((one.case.right, one.verdict) for one in found)
    print(
        f"{name:<24} {len(right):4}+{len(wrong):<4}"
        f" AUC {auc([score(one) for one in right], [score(one) for one in wrong]):.3f}"
        f"  wrong verified {said[False, 'verified'] / len(wrong):.3f}"
        f"  wrong mismatch {said[True, 'mismatch'] / len(right):.3f}"
        f"  review {(said[True, 'review'] + said[False, 'review']) / len(found):.3f}"
    )


def sigmoid(value: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


def fit(found: Sequence[Judged]) -> dict[str, float]:
    """Weights that explain the cases, drawn towards those set by hand; signs are kept."""
    start: dict[str, float] = tomllib.loads(BY_HAND_WEIGHTS.read_text("utf-8"))
    fitted = dict(start)
    cases = [one for one in found if not one.match.contradictions]
    keys = {key for one in cases for key in one.strengths if not key.endswith(BY_HAND)} | {"prior"}
    speed = dict.fromkeys(keys, 0.0)
    for step in range(STEPS):
        slope = {key: PULL * (fitted[key] - start[key]) for key in keys}
        for one in cases:
            off = total(one, fitted) - one.case.right
            slope["prior"] += off
            for key, strength in one.strengths.items():
                if key in keys:
                    slope[key] += off * strength
        rate = RATE / (1 + step / 200)
        for key in keys:
            speed[key] = MOMENTUM * speed[key] - rate * slope[key] / len(cases)
            moved = fitted[key] + speed[key]
            least = math.copysign(LEAST, start[key])
            kept = key == "prior" or moved * least >= LEAST**2
            fitted[key] = moved if kept else least
    return fitted


def total(one: Judged, table: dict[str, float]) -> float:
    """The score under other weights, uncapped."""
    return sigmoid(table["prior"] + sum(table[k] * s for k, s in one.strengths.items()))


def capped(match: Match, strengths: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The score under other weights, with the product's caps."""
    reweighed = [
        Evidence(Message.of(f"evidence.{key}"), table[key] * strength, key.partition("-")[0])
        for key, strength in strengths.items()
        if strength
    ]
    return combine(
        [*reweighed, *(replace(one, weight=0.0) for one in match.contradictions)], table
    ).score


def by_folds(found: Sequence[Judged]) -> dict[int, float]:
    """Scores of cases by weights fitted on the other folds; a label's cases stay together."""
    scores: dict[int, float] = {}
    for fold in range(FOLDS):
        inside = [one for one in found if fold_of(one) == fold]
        table = fit([one for one in found if fold_of(one) != fold])
        scores.update((id(one), capped(one.match, one.strengths, table)) for one in inside)
    return scores


def fold_of(one: Judged) -> int:
    """The fold of a case: that of its label."""
    return zlib.crc32(one.case.name.encode()) % FOLDS


def share_at(found: Sequence[Judged], scores: dict[int, float], errors: float) -> None:
    """Print the thresholds that keep both errors at a share, and how many cases lie between."""
    wrong = sorted((scores[id(one)] for one in found if not one.case.right), reverse=True)
    right = sorted(scores[id(one)] for one in found if one.case.right)
    high, low = wrong[int(errors * len(wrong))], right[int(errors * len(right))]
    between = sum(low < scores[id(one)] <= high for one in found) / len(found)
    print(
        f"at {errors:.0%} errors each way: above {high:.3f}, below {low:.3f}, review {between:.3f}"
    )


def main() -> None:
    started = time.process_time()
    found = [judged(case) for case in (*own_cases(), *open_cases())]
    spent = (time.process_time() - started) / len(found)
    print(f"{len(found)} comparisons, {1000 * spent:.2f} ms of CPU each")
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in found:
        groups["own pages" if one.case.page.lead else "open pairs"].append(one)
        for tag in filter(None, one.case.tags):
            groups[tag].append(one)
    right = [one for one in groups["open pairs"] if one.case.right]
    for kind in ("changed facts", "other pages"):
        groups[kind] = [*right, *groups[kind]] if groups[kind] else []
    for name, members in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        report(name, members, lambda one: one.match.score)
    if "--fit" in sys.argv:
        # Pages with a text have weights of their own (texts.py).
        print_fit([one for one in found if one.case.tuned_on and not one.case.page.lead])


def print_fit(found: Sequence[Judged]) -> None:
    scores = by_folds(found)
    print()
    report("by folds", found, lambda one: scores[id(one)])
    for errors in (0.01, 0.03):
        share_at(found, scores, errors)
    fitted = fit(found)
    for key, weight in fitted.items():
        print(f"{key} = {weight:.2f}  # was {weights.table()[key]:.2f}")
    if "--write" in sys.argv:
        write(fitted)


def write(fitted: dict[str, float]) -> None:
    """Put the weights and the date into the product's table, and keep its comments."""
    lines = WEIGHTS.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        key, assigns, rest = line.partition(" = ")
        if assigns and key in fitted:
            comment = rest.partition("  # ")[2]
            lines[number] = f"{key} = {fitted[key]:.2f}" + (f"  # {comment}" if comment else "")
        lines[number] = re.sub(
            r"on \d{4}-\d\d-\d\d", f"on {datetime.now(UTC):%Y-%m-%d}", lines[number]
        )
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
