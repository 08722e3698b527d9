"""click, taught three things: commands loaded when used, a default command, options in groups."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from linkcheck.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "check"

_NAMES = 26
"""Columns of help that options' names take, the same in all groups."""


class Group(click.Group):
    """Commands by name, each the attribute of that name in the module ``linkcheck.cli.NAME``.

    A module is imported when its command runs, so that ``--help`` stays fast. Arguments that
    begin with no command belong to the default one: ``linkcheck FILE`` is ``linkcheck check FILE``.
    """

    def __init__(self, *args: Any, summaries: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401 (click's own)
        super().__init__(*args, **kwargs)
        self.summaries = summaries

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The commands, in the order of their registry."""
        return list(self.summaries)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in self.summaries:
            return None
        command: click.Command = getattr(import_module(f"linkcheck.cli.{name}"), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that begin with none."""
        if args and args[0] not in self.summaries and args[0] not in self._own_options(ctx):
            self._refuse_misspelt(ctx, args[0])
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands, and what the default one takes: its options, and files."""
        own = super().shell_complete(ctx, incomplete)
        default = self.get_command(ctx, DEFAULT)
        if default is None or not incomplete.startswith("-"):
            return [*own, CompletionItem(incomplete, type="file")]
        inner = click.Context(default, info_name=DEFAULT, parent=ctx)
        return own + default.shell_complete(inner, incomplete)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))

    def _own_options(self, ctx: click.Context) -> set[str]:
        return {name for parameter in self.get_params(ctx) for name in parameter.opts}

    def _refuse_misspelt(self, ctx: click.Context, word: str) -> None:
        if word.isalpha() and not Path(word).exists():
            hint = did_you_mean(word, self.summaries)
            if hint.startswith("Did"):
                raise click.UsageError(f"“{word}” is neither a command nor a file. {hint}", ctx)


class Option(click.Option):
    """An option that stands under a heading of its command's help."""

    def __init__(self, *args: Any, section: str = "", **kwargs: Any) -> None:  # noqa: ANN401 (click's own)
        super().__init__(*args, **kwargs)
        self.section = section


class Command(click.Command):
    """A command whose options are grouped, and whose help ends with examples."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 (click's own)
        examples: Mapping[str, str],
        **kwargs: Any,  # noqa: ANN401 (click's own)
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings."""
        for section, options in self.sections(ctx).items():
            with formatter.section(section):
                rows = [row for one in options if (row := one.get_help_record(ctx))]
                aligned = [(names.ljust(_NAMES), text) for names, text in rows]
                formatter.write_dl(aligned, col_max=_NAMES)

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        with formatter.section("Examples"):
            for line, meaning in self.examples.items():
                formatter.write(f"  $ {line}\n")
                formatter.write(f"    {meaning}\n")

    def sections(self, ctx: click.Context) -> Mapping[str, list[click.Parameter]]:
        """The options by heading, in the order of their definition."""
        grouped: dict[str, list[click.Parameter]] = {}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                grouped.setdefault(getattr(parameter, "section", "") or "General", []).append(
                    parameter
                )
        return grouped
