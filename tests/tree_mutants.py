"""Mutants of XML that stay XML, so that they get past a parser. Used by `byte_mutants`."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from lxml import etree


def rebuilt(content: bytes, chance: Random) -> bytes | None:
    """The XML with elements dropped, doubled, moved and renamed, values and text exchanged; None where it is none."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return None
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        chance.choice(_TREE_CHANGES)(chance.choice(elements), chance.choice(elements), chance)
    return etree.tostring(root)


def _element_dropped(one: etree._Element, other: etree._Element, chance: Random) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _element_doubled(one: etree._Element, other: etree._Element, chance: Random) -> None:
    parent = one.getparent()
    if parent is not None and len(one.xpath(".//*")) < 100:
        for _ in range(chance.choice((1, 1, 2, 40))):
            parent.insert(parent.index(one), deepcopy(one))


def _element_put_elsewhere(one: etree._Element, other: etree._Element, chance: Random) -> None:
    if len(one.xpath(".//*")) < 100:
        other.insert(chance.randrange(len(other) + 1), deepcopy(one))


def _element_nested(one: etree._Element, other: etree._Element, chance: Random) -> None:
    """An element in itself, some times over."""
    for _ in range(chance.choice((1, 3, 12))):
        inner = deepcopy(one) if len(one) < 10 else etree.SubElement(one, one.tag)
        one.append(inner)
        one = inner if len(inner.xpath(".//*")) < 50 else one


def _element_renamed(one: etree._Element, other: etree._Element, chance: Random) -> None:
    one.tag = other.tag


def _values_exchanged(one: etree._Element, other: etree._Element, chance: Random) -> None:
    for name in one.attrib:
        one.set(name, chance.choice((*other.attrib.values(), *_VALUES)))


def _value_added(one: etree._Element, other: etree._Element, chance: Random) -> None:
    for name, value in other.attrib.items():
        one.set(name, chance.choice((value, *_VALUES)))


def _text_exchanged(one: etree._Element, other: etree._Element, chance: Random) -> None:
    one.text = chance.choice((other.text or "", *_VALUES))
    one.tail = chance.choice((other.tail or "", one.tail or ""))


_VALUES = (
    "", "0", "-1", "1.5", "1e999", "nan", "99999999999999999999", "2147483648", "true", "none", "A1", "XFD1048576",
    "A1:B", "24 hours", "rId1", "../../etc/passwd", "%1%2%9", "FFFFFF", "²", "\u0661", "\u2028", "\u202e", "x" * 300,
)  # fmt: skip
_TREE_CHANGES = (
    _element_dropped, _element_doubled, _element_put_elsewhere, _element_nested, _element_renamed, _values_exchanged,
    _value_added, _text_exchanged, _values_exchanged,
)  # fmt: skip
