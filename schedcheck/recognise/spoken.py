"""What documents say beside their tables and sentence forms: acronyms, numbered statements, answers, directions.

Runs after tables and sentences; each recogniser adds its facts to the ledger.
"""

from __future__ import annotations

from schedcheck.recognise.acronyms import read_acronyms
from schedcheck.recognise.headcounts import read_headcounts
from schedcheck.recognise.ledger import Ledger
from schedcheck.recognise.measures import read_measures
from schedcheck.recognise.mentions import Mentions
from schedcheck.recognise.numbered import read_numbered
from schedcheck.recognise.responses import read_responses
from schedcheck.recognise.split import Part
from schedcheck.recognise.tallies import read_tallies
from schedcheck.recognise.written import written
from schedcheck.vocabulary import Vocabulary


def read_spoken(part: Part, mentions: Mentions, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The facts of each; a document that amends schedules is read for its rows alone."""
    if part.kind and (part.kind.schedule or part.kind.amends):
        return
    texts = tuple(written(part, vocabulary, ledger))
    blocks = [text for text in texts if not text.row]
    read_acronyms(part, texts, vocabulary, ledger)
    read_numbered(part, mentions.numbered, texts, ledger)
    read_responses(part, vocabulary, ledger)
    taken = read_headcounts(part, mentions.parts, texts, vocabulary, ledger)
    read_tallies(part, texts, taken, vocabulary, ledger)
    read_measures(part, blocks, vocabulary, ledger)
