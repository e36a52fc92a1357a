"""The JSON Schemas of files that people write: what a rule and a vocabulary may say. Made from the records.

Runs for `rules schema`. What the records alone do not say is added here: shapes of names, kinds of cells.
"""

from __future__ import annotations

import json

from schedcheck.rule import LONGEST_TITLE, Rule
from schedcheck.tomlfile.schema import Json, Schema
from schedcheck.vocabulary import COLUMN_KINDS, VocabularyFile

_NAME: Json = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_TEXT: Json = {"minLength": 1, "pattern": "\\S"}


def rule_schema() -> str:
    """The schema of a file of `rules`, one rule."""
    limits: dict[tuple[str, str], Json] = {("Rule", key): _TEXT for key in ("says", "because", "authority", "ask")}
    limits |= {("Rule", "title"): {**_TEXT, "maxLength": LONGEST_TITLE}, ("Rule", "family"): _NAME}
    examples = [
        {"contains": {"properties": {"verdict": {"const": verdict}}}} for verdict in ("kept", "broken", "undecided")
    ]
    limits[("Rule", "example")] = {"minItems": 3, "allOf": examples}
    broken: Json = {"if": {"properties": {"verdict": {"const": "broken"}}, "required": ["verdict"]}}
    broken["then"] = {"required": ["message"], "properties": {"message": {"minLength": 1}}}
    demands: dict[str, Json] = {"Example": broken, "Rule": {"allOf": [{"required": ["example"]}]}}
    return _printed(Schema(limits, demands).of(Rule, "A rule of schedcheck"))


def vocabulary_schema() -> str:
    """The schema of a file of `rules/vocabulary`."""
    limits: dict[tuple[str, str], Json] = {("Column", "kind"): {"enum": sorted(COLUMN_KINDS)}}
    return _printed(Schema(limits).of(VocabularyFile, "A vocabulary of schedcheck"))


def _printed(schema: Json) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
