"""The slots of each relation: what a rule fills in. The relations themselves are code, in `check`.

Runs nothing; read by the loader of rules. `by_kind` is the closed set.
"""

from __future__ import annotations

from schedcheck.rule.relations.amendments import (
    Addressed,
    Approved,
    Carried,
    ChangedOnce,
    FindsItsRow,
    Follows,
    Ordered,
    Replaces,
    SaidOnce,
    SameSort,
    StartsTogether,
    Supersedes,
)
from schedcheck.rule.relations.lists import Belongs, MapsTo, Once, Owned, Present, Resolves, SameSet, Waivers
from schedcheck.rule.relations.slots import Kinds, Properties, Property, Relation
from schedcheck.rule.relations.values import AtMost, Clean, Distinct, Excludes, OneOf, Same, Total

__all__ = [
    "Addressed",
    "Approved",
    "AtMost",
    "Belongs",
    "Carried",
    "ChangedOnce",
    "Clean",
    "Distinct",
    "Excludes",
    "FindsItsRow",
    "Follows",
    "Kinds",
    "MapsTo",
    "Once",
    "OneOf",
    "Ordered",
    "Owned",
    "Present",
    "Properties",
    "Property",
    "Relation",
    "Replaces",
    "Resolves",
    "SaidOnce",
    "Same",
    "SameSet",
    "SameSort",
    "StartsTogether",
    "Supersedes",
    "Total",
    "Waivers",
]

Relation.by_kind = {
    relation.kind: relation
    for relation in (
        Same,
        Total,
        AtMost,
        SameSet,
        OneOf,
        Present,
        Resolves,
        MapsTo,
        Once,
        Belongs,
        Distinct,
        Owned,
        Clean,
        Excludes,
        Waivers,
        Replaces,
        SameSort,
        Follows,
        FindsItsRow,
        ChangedOnce,
        Approved,
        Carried,
        StartsTogether,
        Ordered,
        Supersedes,
        Addressed,
        SaidOnce,
    )
}
