"""Who writes one paper: sentences, lists and paragraphs on what a story changes, in one author's habits."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from attrs import evolve, frozen

from benchmarks.seeded import wording
from benchmarks.seeded.paper import Block, Line, Tag, Word, item, joined, paragraph, say
from benchmarks.seeded.story import Change, Story
from benchmarks.seeded.voice import Voice, month_of

ANNEX = {"business-requirements": "A", "legal-text": "B", "full-impact-assessment": "C", "consultation-responses": "D"}


@frozen
class Author:
    """Who writes one paper: the story, the habits, the chances. `numbered` says whether sections have numbers."""

    story: Story
    voice: Voice
    rng: Random
    numbered: bool
    kinds: tuple[str, ...]

    def annexes(self) -> list[Block]:
        """Where the other papers are found."""
        named = [(kind, text) for kind, text in wording.ANNEXES.items() if kind in self.kinds]
        return [
            paragraph(say(self.voice.choice(texts), annex=(Word(ANNEX[kind], Tag("annex", kind)),)))
            for kind, texts in named
            if self.rng.random() < 0.6
        ]

    def sentence(self, group: Sequence[Change]) -> Line:
        """One sentence on a group of services that change alike."""
        faster = group[0].new.target < group[0].old.target
        options = (*wording.CHANGE, *(wording.SHORTER if faster else wording.LONGER))
        return self.say(self.voice.choice(options), group)

    def say(self, template: str, group: Sequence[Change]) -> Line:
        """A template about a group of services; a time in it stands for every service of the group."""
        first, every = group[0], ",".join(c.service.id for c in group)
        words = say(
            template,
            ids=self.voice.ids(group),
            old=(evolve(self.voice.old(first), tag=Tag("time", every, "current")),),
            new=(evolve(self.voice.new(first), tag=Tag("time", every, "proposed")),),
            trt=self.voice.trt,
            trts=self.voice.trts,
            service=self.voice.service,
            services=self.voice.services,
        )
        return (evolve(words[0], text=words[0].text[0].upper() + words[0].text[1:]), *words[1:])

    def entry(self, change: Change) -> Line:
        """A service in a list."""
        service, voice = change.service, self.voice
        return say(
            voice.choice(wording.ENTRIES),
            service=voice.service,
            id=(voice.id(service),),
            name=(voice.name(service),),
            quoted=voice.quoted(service),
        )

    def scope(self) -> list[Block]:
        """What changes, in sentences or lists, group by group."""
        blocks: list[Block] = []
        for group in self.story.groups:
            blocks += self._listed(group) if self.rng.random() < 0.45 else [self._told(group)]
        return blocks

    def _listed(self, group: Sequence[Change]) -> list[Block]:
        template = self.voice.choice(wording.LISTS)
        return [paragraph(self.say(template, group)), *(item(self.entry(change)) for change in group)]

    def _told(self, group: Sequence[Change]) -> Block:
        if self.rng.random() < 0.15:
            first, second = self.voice.rng.choice(wording.FOLLOWED)
            return paragraph((*self.say(first, group), Word(" "), *self.say(second, group)))
        return paragraph(self.sentence(group))

    def background(self, number: int) -> list[Block]:
        said = self.rng.sample(wording.BACKGROUND, number)
        return [paragraph(say(text, trt=self.voice.trt)) for text in said]

    def parties(self) -> Line:
        named = [self.rng.choice(wording.PARTY[party]) for party in self.story.parties]
        tags = [Tag("party", party, "sentence") for party in self.story.parties]
        return joined([(Word(n, t),) for n, t in zip(named, tags, strict=True)])

    def dates(self) -> Line:
        story, voice = self.story, self.voice
        return say(
            voice.choice(wording.DATES),
            date=(voice.day(story.implementation, Tag("date", "implementation")),),
            decision=(voice.day(story.decision, Tag("date", "decision")),),
            release=(Word(month_of(story.implementation), Tag("release")),),
        )

    def lead(self) -> Line:
        lead = Word(str(self.story.lead_months), Tag("lead"))
        return say(self.voice.choice(wording.LEADS), lead=(lead,))

    def total(self) -> Line:
        exact = self.voice.money(self.story.total, Tag("total", "", "sentence"))
        about = self.voice.money(round(self.story.total, -3), Tag("about"))
        return say(self.voice.choice(wording.COSTS), total=(exact,), about=(about,))
