"""Tick boxes in all their kinds as one of two characters: ticked or empty.

Word shows a box as a content control, an old form field, a letter of a symbol font, or a plain character.
Runs on the text of one run with the font it is set in.
"""

from __future__ import annotations

from schedcheck.readers.docx.xml import W14, Element, W, child, switch, value, whole

TICK = "✓"
BOX = "☐"
CROSS = "✗"
"""A bare cross: a tick where nothing is ticked otherwise, "no" where something is."""

SIGNS = frozenset({TICK, BOX, CROSS})

_PLAIN = str.maketrans(
    dict.fromkeys("✔☑☒✅🗹🗸🗷\uf0fc\uf0fe\uf0fd", TICK)
    | dict.fromkeys("□❏❐❑❒▢⬜\uf0a8\uf06f", BOX)
    | dict.fromkeys("✘❌🗴\uf0fb", CROSS)
)
_FONTS = {
    "wingdings": {0xFC: TICK, 0xFE: TICK, 0xFD: TICK, 0xFB: CROSS, 0xA8: BOX, 0x6F: BOX, 0x71: BOX, 0x72: BOX},
    "wingdings 2": {
        0x50: TICK, 0x52: TICK, 0x53: TICK, 0x54: TICK, 0x55: TICK, 0x4F: CROSS, 0x51: CROSS,
        0x30: BOX, 0xA3: BOX, 0x2A: BOX, 0x35: BOX,
    },
    "webdings": {0x61: TICK, 0x72: CROSS, 0x63: BOX, 0x67: BOX},
    "marlett": {0x62: TICK, 0x72: CROSS},
    "symbol": {0xB7: "•", 0xD6: TICK, 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0x2D: "−", 0xAE: "→", 0x6D: "µ"},
}  # fmt: skip
_BULLETS = {"wingdings": {0x6C, 0x6E, 0xA7, 0x9F, 0x77, 0x76}, "webdings": {0x3D}}


def shown(text: str, font: str) -> str:
    """The characters that a reader sees where text is set in a symbol font."""
    letters = _FONTS.get(font.casefold())
    if letters is None:
        return text.translate(_PLAIN)
    return "".join(_letter(character, font) for character in text)


def symbol(element: Element) -> str:
    """What a w:sym shows."""
    code = value(element, name="char")
    try:
        character = chr(int(code[:6], 16))
    except (ValueError, OverflowError):
        return ""
    return shown("" if "\ud800" <= character <= "\udfff" else character, value(element, name="font"))


def of_control(properties: Element | None) -> str:
    """The box of a content control, "" when it is no box."""
    box = None if properties is None else properties.find(f"{W14}checkbox")
    if box is None:
        return ""
    checked = box.find(f"{W14}checked")
    state = "1" if checked is None else (checked.get(f"{W14}val") or "1")
    return TICK if checked is not None and state.casefold() not in {"0", "false", "off"} else BOX


def of_field(field: Element) -> str:
    """The box of an old form field, "" when it is none; an old drop-down list shows what was chosen."""
    box = child(field, "ffData/checkBox")
    if box is not None:
        checked = switch(box, "checked")
        return TICK if (switch(box, "default") if checked is None else checked) else BOX
    choices = [value(entry) for entry in field.findall(f"{W}ffData/{W}ddList/{W}listEntry")]
    chosen = whole(value(field, "ffData/ddList/result") or value(field, "ffData/ddList/default"), 0)
    return choices[chosen] if chosen < len(choices) else ""


def _letter(character: str, font: str) -> str:
    code = ord(character) - 0xF000 if 0xF000 <= ord(character) <= 0xF0FF else ord(character)
    found = _FONTS[font.casefold()].get(code)
    if found:
        return found
    if code in _BULLETS.get(font.casefold(), ()):
        return "•"
    return character if character.isspace() or font.casefold() == "symbol" else ""
