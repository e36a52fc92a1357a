"""`schedcheck completion`: prints a shell's completion script."""

from __future__ import annotations

import click

from schedcheck.cli import streams
from schedcheck.errors import CannotStart

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


@click.command(short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Prints the script that completes commands in a shell.

    \b
    bash        eval "$(schedcheck completion bash)"             in ~/.bashrc
    zsh         eval "$(schedcheck completion zsh)"              in ~/.zshrc
    fish        schedcheck completion fish | source              in config.fish
    powershell  schedcheck completion powershell | Out-String | Invoke-Expression
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class("powershell" if shell == "pwsh" else shell)
    if found is None:
        raise CannotStart(f"this version of click has no completion for {shell}", way_out="Install click 8.5 or newer.")
    script = found(context.find_root().command, {}, streams.NAME, f"_{streams.NAME.upper()}_COMPLETE")
    return streams.put(script.source_template % script.source_vars(), 0)
