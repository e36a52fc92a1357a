"""What a sentence template is made of, and what its slots take.

Made when templates are compiled; holds no text of a document, only numbers of tokens and names of closed lists.
"""

from __future__ import annotations

from attrs import field

from schedcheck.record import frozen


@frozen
class Words:
    """One of several wordings; `optional` when none needs to be there."""

    wordings: tuple[tuple[str, ...], ...]
    optional: bool = False
    firsts: frozenset[str] = field(init=False)

    @firsts.default
    def _firsts(self) -> frozenset[str]:
        return frozenset(wording[0] for wording in self.wordings)


@frozen
class Gap:
    """Any tokens of the same sentence."""


@frozen
class Slot:
    """A value of a kind, kept under a name."""

    name: str
    kind: str


@frozen
class End:
    """The end of the sentence: nothing but signs may follow."""


Element = Words | Gap | Slot | End


@frozen
class Filled:
    """The tokens that a slot took, and the canonical names or id that they are."""

    first: int
    last: int
    names: tuple[str, ...] = ()

    def joined(self, later: Filled | None) -> Filled:
        """With what a later slot of the same name took: "those of the ... and of the ..." names both."""
        return Filled(self.first, later.last, (*self.names, *later.names)) if later else self
