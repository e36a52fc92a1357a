"""The papers of a made-up pack, block by block, from its story. Each gives the same facts in its own author's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from attrs import evolve

from benchmarks.seeded import wording
from benchmarks.seeded.author import ANNEX, Author
from benchmarks.seeded.paper import Block, Line, Paper, Tag, Word, heading, item, paragraph, say, table
from benchmarks.seeded.story import PARTIES, Story
from benchmarks.seeded.tables import cost_table, history, legal_tables, measure_tables, phase_table
from benchmarks.seeded.voice import Voice

TITLES = {
    "panel-paper": ("Panel paper", "Change Board paper", "Paper for decision"),
    "modification-report": ("Modification Report", "Draft Modification Report", "Final Modification Report"),
    "business-requirements": ("Business requirements", "Requirements specification", "Business requirements"),
    "legal-text": ("Legal text", "Proposed legal text", "Redlined legal text", "Legal drafting"),
    "full-impact-assessment": ("Full Impact Assessment", "DCC Full Impact Assessment", "Full Impact Assessment (FIA)"),
    "consultation-responses": ("Refinement Consultation responses", "Consultation responses", "Collated responses"),
}


def panel_paper(author: Author) -> list[Block]:
    return [
        heading("Purpose"),
        *_about(author, "panel-paper"),
        heading(author.voice.choice(["Summary of the proposal", "Summary", "The proposal in brief"])),
        *author.background(author.rng.randint(1, 3)),
        *author.scope(),
        *_reached(author),
        heading(author.voice.choice(["Implementation", "Proposed implementation", "Timing"])),
        paragraph(author.dates()),
        heading(author.voice.choice(["Recommendations", "Decision sought"])),
        paragraph("The Panel is requested to:"),
        item(f"AGREE that {author.story.id} goes to the Report Phase; and"),
        item("APPROVE the implementation approach."),
    ]


def _reached(author: Author) -> list[Block]:
    """Who is impacted and what it costs, in a sentence each; half of the panel papers say so."""
    if author.rng.random() < 0.5:
        return []
    told = say(author.voice.choice(wording.IMPACTED), parties=author.parties())
    return [heading(author.voice.choice(["Impacts", "Who is affected"])), paragraph(told), paragraph(author.total())]


def report(author: Author) -> list[Block]:
    rng, voice = author.rng, author.voice
    parts = [
        [
            heading("Summary"),
            *author.background(1),
            *author.scope(),
            *([paragraph(author.total())] * (rng.random() < 0.5)),
        ],
        [heading(voice.choice(["Background", "Issue", "What is the issue?"])), *author.background(rng.randint(2, 4))],
        [heading(voice.choice(["Solution", "Proposed Solution", "The solution"])), *author.scope(), *author.annexes()],
        [heading("Impacts"), *_impacts(author)],
        [heading(voice.choice(["Costs", "DCC costs"])), *cost_table(author.story, voice, rng)],
        [
            heading(voice.choice(["Implementation approach", "Implementation"])),
            paragraph(author.dates()),
            paragraph(author.lead()),
        ],
    ]
    optional = [[heading("Glossary", level=2), glossary(author)]] if rng.random() < 0.6 else []
    return [*_about(author, "modification-report"), *(block for part in (*parts, *optional) for block in part)]


def _impacts(author: Author) -> list[Block]:
    """Tick boxes, a sentence, or both."""
    way = author.rng.choice(["ticks", "sentence", *["both"] * 6])
    blocks = [] if way == "ticks" else [paragraph(say(author.voice.choice(wording.IMPACTED), parties=author.parties()))]
    return blocks if way == "sentence" else [*blocks, *_ticks(author)]


def _ticks(author: Author) -> list[Block]:
    rng = author.rng
    signs = rng.choice([("✓", "☐"), ("☑", "☐"), ("☒", "☐"), ("[x]", "[ ]"), ("✔", "☐")])
    label = author.voice.choice(
        ["SEC Party Categories impacted", "Party Categories impacted", "Parties impacted", "Impacted parties"]
    )
    cells = [_box(party, party in author.story.parties, signs) for party in PARTIES]
    start = heading(label, level=3)
    if rng.random() < 0.5:
        return [start, table((), [cells[i : i + 2] for i in (0, 2, 4)], "ticks")]
    return [start, *(evolve(item(()), words=cell) for cell in cells)]


def _box(party: str, ticked: bool, signs: tuple[str, str]) -> Line:
    return (Word(signs[0 if ticked else 1], Tag("tick", party, "yes" if ticked else "no")), Word(" "), Word(party))


def requirements(author: Author) -> list[Block]:
    rng, voice = author.rng, author.voice
    groups = author.story.groups
    told = [author.sentence(group) for group in groups]
    blocks = [*_about(author, "business-requirements"), heading("Business requirements")]
    if rng.random() < 0.6:
        head = voice.rng.choice([("Ref.", "Requirement"), ("No.", "Requirement"), ("Requirement", "Text")])
        blocks.append(table(head, [(str(n), words) for n, words in enumerate(told, 1)], "requirements"))
    else:
        blocks += [
            b for n, words in enumerate(told, 1) for b in (heading(f"Requirement {n}", level=3), paragraph(words))
        ]
    blocks += [heading("Considerations and assumptions"), *author.background(rng.randint(1, 2))]
    return [*blocks, *(author.scope() if rng.random() < 0.6 else [])]


def legal(author: Author) -> list[Block]:
    baseline = (Word(author.story.baseline, Tag("baseline")),)
    return [
        *_about(author, "legal-text"),
        paragraph(say(author.voice.choice(wording.DRAFTED), baseline=baseline)),
        heading("Appendix E ‘DCC User Interface Services Schedule’"),
        *legal_tables(author.story, author.voice, author.rng),
    ]


def assessment(author: Author) -> list[Block]:
    rng, voice, story = author.rng, author.voice, author.story
    parts = [
        [heading("Document Information"), heading("Revision History", level=3), history(story, voice, rng)],
        [heading("Document Purpose"), *_about(author, "full-impact-assessment")[-1:]],
        [heading("Requirements"), *author.background(1), *author.scope()],
        [
            heading(voice.choice(["Implementation Timescales", "Release plan"])),
            paragraph(author.lead()),
            phase_table(story, voice, rng),
        ],
        [heading(voice.choice(["Costs and Charges", "Costs"])), *cost_table(story, voice, rng)],
        [
            heading(voice.choice(["Impact on Contracts and Schedules", "Contract impact", "Changes to contracts"])),
            paragraph(_contract(author)),
            *measure_tables(story, voice, rng),
        ],
    ]
    optional = [[heading("Glossary"), glossary(author)]] if rng.random() < 0.6 else []
    return [block for part in (*parts, *optional) for block in part]


def _contract(author: Author) -> Line:
    text = author.voice.choice(wording.CONTRACT)
    before, after = text.split("Schedule 2.2")
    return (Word(before), Word("Schedule 2.2", Tag("contract")), Word(after))


def responses(author: Author) -> list[Block]:
    rng = author.rng
    people = [
        ("Supplier A", "Large Supplier"),
        ("Network A", "Electricity Network Party"),
        ("Party A", "Other SEC Party"),
    ]
    blocks = list(_about(author, "consultation-responses"))
    for number, question in enumerate(rng.sample(QUESTIONS, 2), 1):
        rows = [(who, sort, rng.choice(["Yes", "No", "Yes"]), _opinion(author)) for who, sort in people]
        blocks += [
            heading(f"Question {number}: {question}"),
            table(("Respondent", "Category", "Response", "Rationale"), rows, "responses"),
        ]
    return blocks


QUESTIONS = (
    "Do you agree with the solution?",
    "Does the change have an impact on your organisation?",
    "Will you have costs?",
    "Should the modification be approved?",
)


def _opinion(author: Author) -> Line:
    voice = author.voice
    change = author.rng.choice(author.story.changes)
    band = author.rng.choice(author.story.bands)
    return say(
        voice.choice(wording.OPINIONS),
        id=(Word(f"{voice.service} "), voice.id(change.service)),
        wish=(voice.span(band.target, band.unit),),
        trt=voice.trt,
    )


def glossary(author: Author) -> Block:
    names = author.rng.sample(sorted(wording.GLOSSARY), author.rng.randint(4, len(wording.GLOSSARY)))
    head = author.voice.rng.choice([("Acronym", "Full term"), ("Acronym", "Definition"), ("Term", "Meaning")])
    rows = [(name, (Word(wording.GLOSSARY[name], Tag("expansion", name)),)) for name in sorted(names)]
    return table(head, rows, "glossary")


def _about(author: Author, kind: str) -> list[Block]:
    text = author.voice.choice(wording.ABOUT[kind])
    return [heading("About this document", level=2), paragraph(say(text, pack=author.story.id))]


_BODIES: dict[str, Callable[[Author], list[Block]]] = {
    "panel-paper": panel_paper,
    "modification-report": report,
    "business-requirements": requirements,
    "legal-text": legal,
    "full-impact-assessment": assessment,
    "consultation-responses": responses,
}


def made_paper(story: Story, kind: str, rng: Random, kinds: tuple[str, ...]) -> Paper:
    """One paper of the pack in one author's habits."""
    author = Author(story, Voice.chosen(rng), rng, rng.random() < 0.7, kinds)
    body = _BODIES[kind](author)
    title = author.voice.choice(TITLES[kind])
    version = Word(story.version, Tag("version", kind, "title"))
    front = [Block("title", (Word(f"{story.id} ‘{story.title}’"),))]
    if kind in ANNEX:
        front.append(paragraph(f"Annex {ANNEX[kind]}"))
    front.append(paragraph((Word(f"{title} – {rng.choice(['version ', 'Version ', 'v'])}"), version)))
    running = (Word(f"{title} {story.id} v"), Word(story.version, Tag("version", kind, "footer")), Word(" Page 1"))
    blocks = [*front, *(_numbered(body) if author.numbered else body)]
    return Paper(kind, f"{rng.choice(['', story.id.lower() + '-'])}{kind}", _with_footers(blocks, running, rng))


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """The same with numbers before headings, but for the words about the paper itself."""
    top = below = 0
    numbered = []
    for block in blocks:
        if block.sort == "heading" and block.text != "About this document":
            if block.level == 2:
                top, below = top + 1, 0
                block = evolve(block, number=str(top))
            elif top:
                below += 1
                block = evolve(block, number=f"{top}.{below}")
        numbered.append(block)
    return numbered


def _with_footers(blocks: Sequence[Block], running: Line, rng: Random) -> tuple[Block, ...]:
    """A running footer at the end and before some headings."""
    if rng.random() < 0.4:
        return tuple(blocks)
    placed: list[Block] = []
    page = 1
    for index, block in enumerate(blocks):
        if index > 5 and block.sort == "heading" and block.level == 2 and rng.random() < 0.4:
            placed.append(_footer(running, page))
            page += 1
        placed.append(block)
    return (*placed, _footer(running, page))


def _footer(running: Line, page: int) -> Block:
    return Block("furniture", (*running[:-1], Word(f" Page {page}")))
