"""The file of waivers: where it is, what it holds, and what it makes of a run's findings."""

from __future__ import annotations

import os
from collections.abc import Sequence

from schedcheck.app.choice import waivers_file
from schedcheck.app.files import File, contents
from schedcheck.app.options import Options
from schedcheck.app.setting import Setting
from schedcheck.app.workspace import Workspace
from schedcheck.check import check
from schedcheck.errors import CannotStart
from schedcheck.fact import Facts
from schedcheck.finding import Result
from schedcheck.record import frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import Waivers
from schedcheck.waiver import Judgement, Waiver, judge, load_waivers


@frozen
class Kept:
    """The waivers of a run, and the file that keeps them, there or not."""

    file: File
    waivers: tuple[Waiver, ...] = ()


def kept_waivers(options: Options, workspace: Workspace, *, is_new: bool = False) -> Kept:
    """The waivers that the user named, or those of the workspace, or those that lie here. CannotStart where a file
    that was named is not there, or one that is there has a mistake: then nothing is waived.

    `is_new` says that the one that was named may still be made.
    """
    file = waivers_file(options, workspace)
    if options.no_waivers:
        return Kept(file)
    if not file.path.is_file():
        if os.path.lexists(file.path):
            what = "this is no file of waivers, but a folder or a link to nothing"
            raise CannotStart(what, file.shown, "Move it away.")
        if options.waivers and not is_new:
            raise CannotStart("there is no such file", file.shown, "Waivers are added with: schedcheck waive")
        return Kept(file)
    ((_, content),) = contents([file])
    return Kept(file, load_waivers(file.shown, content, workspace.longest_waiver))


def judged(
    kept: Kept, results: Sequence[Result], setting: Setting, options: Options
) -> tuple[tuple[Result, ...], Judgement]:
    """The results with those of the rules about waivers, and what the waivers do to the findings.

    A rule about what changed has not judged anything where there was nothing to compare with.
    """
    if not kept.waivers:
        return tuple(results), Judgement()
    comparing = {rule.name for rule in setting.rules if rule.relation.compares()}
    ran = [result for result in results if result.applicable or result.rule not in comparing]
    judgement = judge(kept.waivers, ran, options.today, kept.file.shown)
    about = [rule for rule in setting.rules if _is_about_waivers(rule)]
    found = {r.rule: r for r in check(about, Facts(judgement.facts, titles=setting.words.vocabulary.titles))}
    return tuple(found.get(result.rule, result) for result in results), judgement


def _is_about_waivers(rule: Rule) -> bool:
    return isinstance(rule.relation, Waivers)
