"""What the words of a sentence make of it: a statement, a wish, a rejection, or talk of something else.

Asked for each sentence form that matches, before it gives facts.
"""

from __future__ import annotations

from functools import lru_cache

from schedcheck.fact import Mention
from schedcheck.recognise.passage import PassageAt, Sentence
from schedcheck.recognise.placed import inside
from schedcheck.recognise.split import Part
from schedcheck.tokens import has_prefix, id_of
from schedcheck.vocabulary import SentenceForm, Vocabulary, compact


def mention_of(
    form: SentenceForm, sentence: Sentence, passage: PassageAt, part: Part, vocabulary: Vocabulary
) -> Mention:
    """How the document means it. A question asks; what is said of another change than the pack's own is quoted."""
    if form.mention == "states":
        return "states"
    if passage.placed.tokens.between(sentence.first, sentence.end - 1).rstrip("’”\"')").endswith("?"):
        return "asks"
    if _names_another_change(sentence, passage, part, vocabulary):
        return "quotes"
    text = words_of(passage, sentence)
    found = (m.kind for m in vocabulary.mentions if any(f" {plain(phrase)} " in text for phrase in m.words))
    return next(found, "states")


def speaks_of(form: SentenceForm, sentence: Sentence, passage: PassageAt) -> bool:
    """May the sentence be about what the form is about? Not when it speaks of something else."""
    if form.not_about:
        text = words_of(passage, sentence)
        if any(f" {plain(phrase)}" in text for phrase in form.not_about):
            return False
    return not (form.unless and inside(passage.body.names(form.unless), sentence.first, sentence.end))


def is_told(form: SentenceForm, passage: PassageAt) -> bool:
    """Do the words round the sentence say what it is about? Else what it states is a guess."""
    return not form.about or _tells(passage.context, form.about)


def words_of(passage: PassageAt, sentence: Sentence) -> str:
    """The words of a sentence with one blank round each."""
    return f" {' '.join(passage.body.words[sentence.first : sentence.end])} "


@lru_cache(maxsize=64)
def _tells(context: str, about: tuple[str, ...]) -> bool:
    """Asked once for each passage and form, not for each of a thousand matches in one passage."""
    return any(f" {plain(phrase)}" in context for phrase in about)


@lru_cache(maxsize=1024)
def plain(phrase: str) -> str:
    """A phrase as its words are compared."""
    return " ".join(compact(word) for word in phrase.split())


def _names_another_change(sentence: Sentence, passage: PassageAt, part: Part, vocabulary: Vocabulary) -> bool:
    kind, tokens = vocabulary.prefixed, passage.placed.tokens
    if kind is None or "g" not in tokens.types[sentence.first : sentence.end]:
        return False
    own = id_of(kind, part.pack)
    words = (tokens.word(t) for t in range(sentence.first, sentence.end) if tokens.types[t] == "g")
    named = {id_of(kind, word) for word in words if has_prefix(kind, word)}
    return bool(named) and own not in named
