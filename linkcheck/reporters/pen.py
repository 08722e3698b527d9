"""Saying, painting and wrapping in one go: what the reports for a terminal are written with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.model import Message, Severity, Verdict
from linkcheck.reporters import layout
from linkcheck.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.model import Citation
    from linkcheck.reporters.options import RenderOptions

MARGIN = "   "
"""What stands before each line of a finding but its first."""

SIGNS = {
    Verdict.VERIFIED: "✓",
    Verdict.SKIPPED: "–",
    Verdict.MOVED: "↪",
    Verdict.REVIEW: "?",
    Verdict.BLOCKED: "⊘",
    Verdict.UNREACHABLE: "⋯",
    Verdict.MISMATCH: "≠",
    Verdict.GONE: "✗",
    Verdict.INCOMPLETE: "✎",
    Verdict.INVALID: "!",
}
COLOURS = {
    Severity.OK: "green",
    Severity.NOTICE: "cyan",
    Severity.WARNING: "yellow",
    Severity.ERROR: "red",
}


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes safe, wrapped, styled lines in one language and width."""

    options: RenderOptions

    def say(self, id_: str, **values: str | int) -> str:
        """Say a sentence of the catalogue, made safe."""
        return self.sentence(Message.of(id_, **values))

    def sentence(self, message: Message) -> str:
        """Say a message, made safe."""
        return layout.visible(say(message, self.options.language))

    def said(self, text: str) -> str:
        """Text from outside, made safe."""
        return layout.visible(text)

    def word(self, verdict: Verdict) -> str:
        """The sign and the word of a verdict."""
        return f"{SIGNS[verdict]} {self.say(f'verdicts.{verdict}')}"

    def label(self, citation: Citation) -> str:
        """The label as written, made safe, or words that say there is none."""
        return layout.visible(citation.label) or self.say("terminal.no_label")

    def paint(self, text: str, style: str) -> str:
        """Put safe text in a style."""
        return layout.paint(text, style, colour=self.options.colour)

    def lines(self, text: str, lead: str = MARGIN, style: str = "") -> Iterator[str]:
        """Wrap safe text under a lead; lines after the first are indented as far."""
        indent = " " * layout.columns(lead)
        wrapped = layout.wrap(text, self.options.width - len(indent))
        for number, line in enumerate(wrapped):
            yield (indent if number else lead) + (self.paint(line, style) if style else line)

    def address(self, url: str, lead: str = MARGIN) -> str:
        """An address on a line of its own, never wrapped: it stays one to click and to copy."""
        return lead + layout.disarm(layout.visible(url, layout.MAX_URL))


def position(name: str, citation: Citation) -> str:
    """Where a citation stands: ``file:line:column``, made safe."""
    return layout.disarm(f"{layout.visible(name)}:{citation.span.line}:{citation.span.column}")
