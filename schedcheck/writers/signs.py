"""Text from documents made safe to show, in an encoding that may lack its signs. Used by every writer."""

from __future__ import annotations

import re

from schedcheck.record import frozen

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2060\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PLAINER = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "•": "*",
    "✓": "x", "✔": "x", "☑": "[x]", "☒": "[x]", "☐": "[ ]", "£": "GBP ", "€": "EUR ", "→": "->", "≠": "!=",
    "≤": "<=", "≥": ">=", "×": "x", "½": "1/2", "\xa0": " ",
}  # fmt: skip


@frozen
class Signs:
    """The signs that a screen is drawn with."""

    bar: str = "│"
    mark: str = "━"
    rule: str = "─"
    arrow: str = "→"
    differs: str = "≠"
    yes: str = "✓"
    no: str = "✗"


FANCY = Signs()
PLAIN = Signs(bar="|", mark="^", rule="-", arrow="->", differs="!=", yes="yes", no="no")


def signs_for(encoding: str) -> Signs:
    """The signs that an encoding can show: all of one set, never a mixture."""
    every = "".join((FANCY.bar, FANCY.mark, FANCY.rule, FANCY.arrow, FANCY.differs, FANCY.yes, FANCY.no))
    return FANCY if can_show(every, encoding) else PLAIN


def can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def clean(text: str) -> str:
    """One line of text with control and bidirectional characters shown as escapes, blanks of lines made single."""
    return text if text.isprintable() else _UNSAFE.sub(_escaped, re.sub(r"[ \t]*[\t\r\n]\s*", " ", text))


def clean_lines(text: str) -> str:
    """Several lines with their ends and tabs as they are, and every other character escaped that acts on a screen."""
    return _UNSAFE.sub(lambda found: found.group() if _ends_line(found) else _escaped(found), text)


def _ends_line(found: re.Match[str]) -> bool:
    sign = found.group()
    return sign in "\t\n" or (sign == "\r" and found.string[found.end() : found.end() + 1] == "\n")


def fit(text: str, encoding: str) -> str:
    """Clean text whose signs the encoding can show, the others replaced by plainer ones or by escapes."""
    safe = clean(text)
    if safe.isascii() or can_show(safe, encoding):
        return safe
    return "".join(c if can_show(c, encoding) else _PLAINER.get(c, _code(c)) for c in safe)


def _escaped(found: re.Match[str]) -> str:
    return _code(found.group())


def _code(character: str) -> str:
    number = ord(character)
    if number < 256:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"
