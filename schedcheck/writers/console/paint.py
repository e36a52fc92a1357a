"""Lines -> text for a terminal: the only place that knows colours."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from schedcheck.writers.console.look import Line, Look, Style, plain, stripped

_COLOURS: dict[Style, str] = {
    "": "",
    "strong": "bold",
    "dim": "dim",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "found": "red",
    "expected": "green",
    "authority": "blue",
    "context": "",
    "good": "bold green",
    "bad": "bold red",
}


def paint(lines: Sequence[Line], look: Look) -> str:
    """The lines as one text; with escape sequences for colour only where the look says so."""
    if not look.colour:
        return plain(lines)
    from rich.console import Console
    from rich.text import Text

    stream = StringIO()
    console = Console(
        file=stream,
        force_terminal=True,
        no_color=False,
        color_system="standard",
        legacy_windows=False,
        width=max(look.columns, 80),
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
    )
    for each in lines:
        console.print(Text.assemble(*((span.text, _COLOURS[span.style]) for span in stripped(each))))
    return stream.getvalue()
