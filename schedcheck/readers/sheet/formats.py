"""A stored number and its number format -> the words that the sheet shows. Knows formats, not sheets.

A spreadsheet stores 4.1 and shows one figure more, stores 5600 and shows "5,600 secs", stores 0.0648 and shows
1:33:20. What is shown is what the document says. A length of time is given with its unit, so that it can not be
mistaken.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from math import isfinite

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[([^\]]*)\]|[_*].|(General)|([0#?.,]+(?:[Ee][+-][0#?]+)?)|(.)', re.IGNORECASE | re.DOTALL
)
_LONGEST_CODE = 255
_LARGEST = 10**18
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].')
_DAY_PARTS = re.compile(r"[dy]|mmm", re.IGNORECASE)


def shown(number: int | float, code: str) -> str:
    """A number as its format shows it."""
    if code == "General" or len(code) > _LONGEST_CODE or not abs(number) < _LARGEST:
        return general(number) if isfinite(number) else str(number)
    value = _decimal(number)
    section, value = _section(value, code)
    pieces = [found for found in _TOKEN.finditer(section) if found.group()]
    percent = any(found.group(6) == "%" for found in pieces)
    fields = [found for found in pieces if found.group(5) and re.search(r"[0#?]", found.group(5))]
    if not fields and not any(found.group(4) for found in pieces):
        return general(number) if section.strip() in {"", "@"} else _literals(pieces, "")
    if len(fields) > 1 or any("E" in field.group(5).upper() for field in fields):
        return general(number)
    figure = _figure(value * 100 if percent else value, fields[0].group(5)) if fields else general(value)
    return _literals(pieces, figure)


def general(number: int | float | Decimal) -> str:
    """A number as shown where no format is set."""
    text = format(_decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_plain(code: str) -> bool:
    """Does the format leave it to the program how many figures are shown?"""
    return code.casefold() in {"", "general", "@"} or bool(re.fullmatch(r"[#,]*[0#](?:\.#+)?", code))


def shows_time_only(code: str) -> bool:
    """Does a format of dates and times show nothing of the day?"""
    return not _DAY_PARTS.search(_LITERAL.sub("", re.sub(r"\[\$[^\]]*\]", "", code)))


def is_clock(code: str) -> bool:
    """Does a format show a time of day rather than a length of time?"""
    return bool(re.search(r"AM/PM|A/P", code, re.IGNORECASE))


def length_of_time(seconds: Decimal) -> str:
    """A length of time in the largest unit that it is a whole number of."""
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds and not seconds % size:
            number = seconds // size
            return f"{number:f} {name}{'' if number == 1 else 's'}"
    return f"{general(seconds)} second{'' if seconds == 1 else 's'}"


def _decimal(number: int | float | Decimal) -> Decimal:
    """Fifteen figures, as many as a spreadsheet knows."""
    try:
        return number if isinstance(number, Decimal) else Decimal(format(number, ".15g"))
    except InvalidOperation:
        return Decimal(0)


def _section(value: Decimal, code: str) -> tuple[str, Decimal]:
    """The section of the format that is for this number, and the number without the sign that it stands for."""
    sections = _sections(code)
    conditions = [_condition(section) for section in sections]
    if any(conditions):
        chosen = next(
            (s for s, c in zip(sections, conditions, strict=True) if c is None or _meets(value, c)), "General"
        )
        return chosen, value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _sections(code: str) -> list[str]:
    sections = [""]
    for found in re.finditer(r'"[^"]*"|\\.|\[[^\]]*\]|;|.', code, re.DOTALL):
        if found.group() == ";":
            sections.append("")
        else:
            sections[-1] += found.group()
    return sections


def _condition(section: str) -> tuple[str, Decimal] | None:
    for found in re.finditer(r"\[([^\]]*)\]", section):
        condition = _CONDITION.fullmatch(found.group(1).strip())
        if condition:
            return condition.group(1), Decimal(condition.group(2))
    return None


def _meets(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        ">": value > limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _figure(value: Decimal, field: str) -> str:
    """The number in a field of digits: "0.00", "#,##0", "0.0,"."""
    whole, _, fraction = field.partition(".")
    scaled = fraction or whole
    value = value / (1000 ** (len(scaled) - len(scaled.rstrip(","))))
    places = len(fraction.rstrip(","))
    text = format(abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    units, _, rest = text.partition(".")
    while rest and fraction[len(rest) - 1] in "#?" and rest.endswith("0"):
        rest = rest[:-1]
    units = units.zfill(whole.count("0"))
    if "," in whole.rstrip(","):
        units = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", units)
    sign = "-" if value < 0 and (units.strip("0,") or rest.strip("0")) else ""
    return f"{sign}{units}.{rest}" if rest else f"{sign}{units}"


def _literals(pieces: list[re.Match[str]], figure: str) -> str:
    """The words and signs of a format around the figure."""
    text = ""
    for found in pieces:
        quoted, escaped, bracket, general_, field, other = found.groups()
        if general_ or (field and re.search(r"[0#?]", field)):
            text += figure
        elif bracket is not None:
            text += re.sub(r"-[0-9A-Fa-f]+$", "", bracket[1:]) if bracket.startswith("$") else ""
        else:
            text += next((part for part in (quoted, escaped, other, field) if part is not None), "")
    sign, _, rest = text.partition("-")
    return " ".join(f"-{sign}{rest}".split() if sign in {"£", "€", "$"} else text.split())
