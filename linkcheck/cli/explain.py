"""``linkcheck explain``: what the reason of a verdict means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from linkcheck.cli import options
from linkcheck.cli.group import Argument, Command
from linkcheck.cli.output import print_text
from linkcheck.cli.speech import language_for
from linkcheck.errors import ConfigError, did_you_mean
from linkcheck.reference import reasons
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDTH = 80


@click.command(
    cls=Command,
    examples={
        "linkcheck explain": "All reasons.",
        "linkcheck explain contradicts": "One of them: the word in brackets in a report.",
    },
)
@click.argument("reason", required=False, metavar="[REASON]", cls=Argument)
@options.language
def explain(reason: str | None, *, lang: str | None) -> int:
    """Say what a verdict's reason means and what to do about it.

    REASON is the word in brackets behind a finding. Without it, all reasons are listed.
    """
    sections = reasons(language_for(lang or ""))
    if reason is None:
        print_text(_listing(sections), colour=False)
        return 0
    if reason not in sections:
        raise ConfigError.of("no-reason", did_you_mean(reason, sections), reason=clean(reason))
    body = click.wrap_text(sections[reason], _WIDTH, preserve_paragraphs=True)
    print_text(f"{reason}\n\n{body}\n", colour=False)
    return 0


def _listing(sections: Mapping[str, str]) -> str:
    """Each reason with the first sentence of its section."""
    formatter = click.HelpFormatter(width=_WIDTH)
    formatter.write_dl(
        [(reason, re.split(r"(?<=\.)\s", body)[0]) for reason, body in sections.items()]
    )
    return formatter.getvalue()
