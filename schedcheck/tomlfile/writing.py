"""Values -> TOML text in the house's layout: quoted strings, keys of one table in line with each other.

Used where the program writes a file or a part of one; what stands in a file already is never written again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Written = str | bool | Sequence[str]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def quoted(text: str) -> str:
    """A string in one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """A key, in quotation marks where it needs them."""
    return name if _BARE.fullmatch(name) else quoted(name)


def block(header: str, values: Mapping[str, Written]) -> str:
    """One table: its header, then a line for each value."""
    width = max((len(key(name)) for name in values), default=0)
    lines = [f"{key(name):<{width}} = {_value(value)}" for name, value in values.items()]
    return "".join(f"{line}\n" for line in (header, *lines))


def _value(value: Written) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"
