"""``linkcheck completion``: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from linkcheck.cli.group import Argument, Command
from linkcheck.cli.output import print_text

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_LINKCHECK_COMPLETE"
"""The variable by which a shell asks linkcheck for completions, as click has it."""


@click.command(
    cls=Command,
    examples={
        "linkcheck completion bash > ~/.local/share/bash-completion/completions/linkcheck": (
            "For bash 4.4 or later, once."
        ),
        "linkcheck completion zsh > ~/.zfunc/_linkcheck": (
            "For zsh, once, into a folder of $fpath."
        ),
        "linkcheck completion fish > ~/.config/fish/completions/linkcheck.fish": "For fish, once.",
    },
)
@click.argument("shell", type=click.Choice(SHELLS), cls=Argument)
def completion(shell: str) -> int:
    """Print what bash, zsh or fish need to complete words.

    The shell asks linkcheck itself for commands, options and their choices.
    """
    kind = get_completion_class(shell)
    program = click.get_current_context().find_root().command
    if kind is not None:
        words = kind(program, {}, "linkcheck", VARIABLE)
        print_text(words.source_template % words.source_vars(), colour=False)
    return 0
