"""click, taught to load commands when used, a default one, options in groups, and languages."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from linkcheck.cli.speech import translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.model import Message, Value

DEFAULT = "check"

_NAMES = 26
"""Columns of help that options' names take, the same in all groups."""


class Mistake(click.UsageError):
    """A mistake in what was typed: a key of the catalogues' ``errors``, its hint and values."""

    def __init__(
        self, key: str, context: click.Context, hint: Message | None = None, **values: Value
    ) -> None:
        super().__init__(key, context)
        self.key = key
        self.hint = hint
        self.values = values


class Speaking(click.Command):
    """A command whose usage and own options speak the reader's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = self.collect_usage_pieces(ctx)
        if self.options_metavar in pieces:
            place = pieces.index(self.options_metavar)
            pieces[place] = translated(ctx, "words.options", pieces[place])
        prefix = translated(ctx, "words.usage", "Usage")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{prefix}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for."""
        told = translated(ctx, f"about.{self.name}", "")
        if told:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(told.strip())
        else:
            super().format_help_text(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse what no parameter takes."""
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if left and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise Mistake("one-too-many", ctx, word=left[0])
        return left

    def help_record(self, option: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
        """An option's names and what it does, in the reader's language."""
        record = option.get_help_record(ctx)
        if record is None:
            return None
        names, english = record
        key = max(option.opts, key=len).removeprefix("--")
        told = translated(ctx, f"options.{key}", english)
        return names, translated(ctx, f"options.{self.name}-{key}", told)


class Group(Speaking, click.Group):
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(translated(ctx, "words.commands", "Commands")):
            formatter.write_dl([
                (name, translated(ctx, f"commands.{name}", summary))
                for name, summary in self.summaries.items()
            ])  # fmt: skip

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options that stand before any command, and the commands."""
        with formatter.section(translated(ctx, "headings.Options", "Options")):
            formatter.write_dl(
                [row for one in self.get_params(ctx) if (row := self.help_record(one, ctx))]
            )
        self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how files and commands are told apart."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translated(ctx, "words.epilog", self.epilog or ""))

    def _own_options(self, ctx: click.Context) -> set[str]:
        return {name for parameter in self.get_params(ctx) for name in parameter.opts}

    def _refuse_misspelt(self, ctx: click.Context, word: str) -> None:
        if word.isalpha() and not Path(word).exists():
            from linkcheck.errors import did_you_mean  # noqa: PLC0415 (on this way alone)

            hint = did_you_mean(word, self.summaries)
            if hint.id == "errors.did-you-mean":
                raise Mistake("no-command", ctx, hint, word=word)


class Taking(click.Parameter):
    """A parameter that says of a value that does not fit what fits."""

    def type_cast_value(self, ctx: click.Context, value: object) -> object:
        """Convert what was typed."""
        try:
            return super().type_cast_value(ctx, value)
        except click.BadParameter:
            from linkcheck.cli import mistakes  # noqa: PLC0415 (loads much, on this way alone)

            raise mistakes.wrong_value(self, value, ctx) from None


class Argument(Taking, click.Argument):
    """An argument that says what fits."""


class Option(Taking, click.Option):
    """An option that stands under a heading of its command's help, and says what fits."""

    def __init__(self, *args: Any, section: str = "", **kwargs: Any) -> None:  # noqa: ANN401 (click's own)
        super().__init__(*args, **kwargs)
        self.section = section


class Command(Speaking):
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
            with formatter.section(translated(ctx, f"headings.{section}", section)):
                rows = [row for one in options if (row := self.help_record(one, ctx))]
                aligned = [(names.ljust(_NAMES), text) for names, text in rows]
                formatter.write_dl(aligned, col_max=_NAMES)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        with formatter.section(translated(ctx, "headings.Examples", "Examples")):
            for line, meaning in self.examples.items():
                formatter.write(f"  $ {line}\n")
                formatter.write(f"    {translated(ctx, f'examples.{line}', meaning)}\n")

    def sections(self, ctx: click.Context) -> Mapping[str, list[click.Parameter]]:
        """The options by heading, in the order of their definition."""
        grouped: dict[str, list[click.Parameter]] = {}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                grouped.setdefault(getattr(parameter, "section", "") or "General", []).append(
                    parameter
                )
        return grouped
