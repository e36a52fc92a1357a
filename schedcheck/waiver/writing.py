"""Waivers -> text of their file. Whole blocks are added at the end or taken out; no other byte changes.

A block is written so that two branches which each add one can be merged line by line (`merge=union` in git): it
begins and ends with lines that no other block has, and never has more than three lines together that another block
may have too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from schedcheck.tomlfile import load
from schedcheck.tomlfile.writing import quoted
from schedcheck.waiver.record import Accepted, Waiver

_HEAD = "# Findings that are accepted for a time. Each has an owner, and ends.\nversion = 1\n"
_END = "# end of "


def opening() -> str:
    """How a new file of waivers begins."""
    return _HEAD


def written(waiver: Waiver) -> str:
    """One waiver as a block of TOML."""
    name = waiver.finding
    optional = [f"where = {quoted(waiver.where)}"] if waiver.where else []
    ticket = [f"ticket = {quoted(waiver.ticket)}"] if waiver.ticket else []
    lines = [
        f"# {name}",
        "[[waiver]]",
        f"rule = {quoted(waiver.rule)}",
        *optional,
        f"finding = {quoted(name)}",
        f"owner = {quoted(waiver.owner)}",
        f"approved_by = {quoted(waiver.approved_by)}",
        f"reason = {quoted(waiver.reason)}",
        f"# {name} is waived while these are its values",
        f"accepts = {_accepts(waiver.accepts)}",
        f"raised = {waiver.raised.isoformat()}",
        f"expires = {waiver.expires.isoformat()}",
        *(f"{line}  # {name}" for line in ticket),
        f"{_END}{name}",
    ]
    return "\n".join(lines) + "\n"


def appended(text: str, waivers: Sequence[Waiver]) -> str:
    """The file's text with blocks at its end, in the line endings that it has; "" begins a file."""
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text or opening().replace("\n", ending)
    if not text.endswith("\n"):
        text += ending
    return text + "".join(ending + written(waiver).replace("\n", ending) for waiver in waivers)


def pruned(text: str, names: Collection[str], file: str) -> str:
    """The file's text without the waivers of these findings, each with the comment above it and the line below."""
    source = load(text.encode(), file)
    rows = source.values.get("waiver")
    blocks = rows if isinstance(rows, list) else []
    lines = text.split("\n")
    starts = [_first_line(lines, source.line(("waiver", index)) - 1) for index in range(len(blocks))]
    out = set[int]()
    for block, start, limit in zip(blocks, starts, [*starts[1:], len(lines)], strict=True):
        name = str(block.get("finding"))
        if name in names:
            out.update(range(start, _last_line(lines[:limit], start, name) + 1))
    return "\n".join(line for number, line in enumerate(lines) if number not in out)


def _first_line(lines: Sequence[str], header: int) -> int:
    """Where a block begins: at the comment right above its header, or at the header."""
    start = header
    while start and lines[start - 1].startswith("#") and not lines[start - 1].startswith(_END):
        start -= 1
    return start


def _last_line(lines: Sequence[str], start: int, name: str) -> int:
    """Where it ends: with its last key or the comment that ends it, and the blank line below."""
    own = f"{_END}{name}"
    last = max(n for n in range(start, len(lines)) if _is_key(lines[n]) or lines[n].rstrip() == own)
    blank = last + 1 < len(lines) - 1 and not lines[last + 1].strip()
    return last + 1 if blank else last


def _is_key(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _accepts(values: Accepted) -> str:
    listed = ", ".join(map(quoted, values.values))
    named = (("subject", values.subject), ("property", values.property), ("state", values.state))
    parts = [f"{name} = {quoted(value)}" for name, value in named if value]
    return f"{{ {', '.join([*parts, f'values = [{listed}]'])} }}"
