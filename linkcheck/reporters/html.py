"""The report as one page of HTML that can be read, printed and mailed: it loads and runs nothing.

No script and nothing from other hosts, which its own Content-Security-Policy makes certain;
filters are check boxes that the style sheet heeds.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from linkcheck.model import Message, Severity, Verdict
from linkcheck.reporters import html_article, html_card, late, plain
from linkcheck.reporters.markup import NOTHING, Markup, join, tag, text
from linkcheck.reporters.pen import SIGNS
from linkcheck.wording import say_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.model import Report
    from linkcheck.reporters.options import RenderOptions
    from linkcheck.reporters.plain import Entry

_NAMES = 5
"""Articles that the heading names."""


def render(report: Report, options: RenderOptions) -> str:
    """Render a whole page, findings worst first."""
    language = options.language
    head = _head(_title(report, language))
    body = tag("body", _top(report, language), _main(report, language), _foot(report, language))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=language)}\n"


def _title(report: Report, language: str) -> str:
    names = [plain.path(document.name) for document in report.documents]
    shown = ", ".join(names[:_NAMES])
    if len(names) > _NAMES:
        shown = say_id("report.articles", language, count=len(names))
    return f"{say_id('report.title', language)}: {shown}"


def _head(title: str) -> Markup:
    style, digest = _style()
    policy = f"default-src 'none'; style-src '{digest}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", text(title)),
        tag("style", style),
    )


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet, with the filter's rules, and the hash that the policy lets it in by."""
    sheet = files(__package__).joinpath("html.css").read_text("utf-8")
    filters = "".join(
        f"body:has(#show-{verdict}:not(:checked)) .{verdict} {{ display: none }}\n"
        for verdict in Verdict
    )
    style = f"\n{sheet}{filters}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Markup(style), f"sha256-{digest}"


def _top(report: Report, language: str) -> Markup:
    asking = sum(entry.finding.severity > Severity.NOTICE for entry in _open(report))
    headline = (
        say_id("report.to_do", language, count=asking)
        if asking
        else say_id("report.all_well" if report.findings else "report.no_finding", language)
    )
    return tag(
        "header",
        tag("h1", text(_title(report, language))),
        tag("p", text(headline), class_="headline"),
        _bar(report, language),
        *(tag("p", text(line), class_="remark") for line in _remarks(report, language)),
        _filter(report, language) if report.findings else NOTHING,
    )


def _open(report: Report) -> Sequence[Entry]:
    return [entry for entry in plain.told(report) if not entry.finding.tolerated]


def _bar(report: Report, language: str) -> Markup:
    """The proportions, drawn as SVG since the policy lets no inline style in; decoration."""
    total = len(report.findings)
    parts, before = [], 0
    for verdict, count in reversed(tuple(report.counts.items())):
        x, width = (f"{100 * value / max(total, 1):.3f}" for value in (before, count))
        severity = str(verdict.severity)
        parts.append(
            tag("rect", x=x, width=width, height="4", class_=severity) if count else NOTHING
        )
        before += count
    drawing = tag(
        "svg", *parts, class_="bar", viewBox="0 0 100 4", preserveAspectRatio="none",
        aria_hidden="true",
    )  # fmt: skip
    numbers = tag("p", text(plain.summary(report, language)), class_="numbers")
    return join(drawing, numbers) if total else NOTHING


def _remarks(report: Report, language: str) -> list[str]:
    remarks = [
        ("terminal.interrupted", int(report.interrupted)),
        ("terminal.nobody_reached", int(report.reached_nobody)),
        ("terminal.internal_error", report.internal_errors),
        ("accepted.count", report.tolerated),
        ("history.count", report.waiting),
        ("accepted.better", len(report.better)),
    ]
    late_ones = late.remark(report.unfetched)
    return [
        *([plain.sentence(late_ones, language)] if late_ones else []),
        *(say_id(id_, language, count=count) for id_, count in remarks if count),
    ]


def _filter(report: Report, language: str) -> Markup:
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", id=f"show-{verdict}", checked=True),
            tag("span", text(SIGNS[verdict]), class_="sign", aria_hidden="true"),
            text(f"{say_id(f'verdicts.{verdict}', language)} "),
            tag("b", text(str(count))),
            class_=f"chip {verdict.severity}",
        )
        for verdict, count in reversed(tuple(report.counts.items()))
        if count
    ]
    legend = tag("legend", text(say_id("report.filter", language)))
    return tag("fieldset", legend, *boxes, class_="filter")


def _main(report: Report, language: str) -> Markup:
    found = plain.entries(report)
    asking = plain.told(report)
    fine = [entry for entry in found if entry.finding.severity is Severity.OK]
    by_citation = {(one.finding.document, one.finding.citation): one for one in found}
    articles, anchored = html_article.render(report.documents, by_citation, language)
    cards = [
        tag("h2", text(say_id("report.repairs", language))) if asking else NOTHING,
        *(html_card.render(one, language, anchored) for one in asking),
        tag("h2", text(say_id("report.fine", language, count=len(fine)))) if fine else NOTHING,
        *(html_card.render(one, language, anchored) for one in fine),
        *(_barren(document.name, language) for document in report.documents
          if not document.citations),
        articles,
    ]  # fmt: skip
    return tag("main", join(*cards))


def _barren(name: str, language: str) -> Markup:
    told = (
        say_id("terminal.nothing_found", language, name=plain.path(name)),
        say_id("terminal.looked_for", language),
    )
    return tag("p", text(" ".join(told), 2_000), class_="barren")


def _foot(report: Report, language: str) -> Markup:
    made = Message.of(
        "report.made",
        version=report.version,
        date=report.started.date(),
        time=f"{report.started:%H:%M}",
    )
    return tag("footer", tag("p", text(plain.sentence(made, language))))
