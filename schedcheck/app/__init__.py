"""The stories that the commands tell, from files to a report. Touch files, never the screen.

Whatever is wrong with rules, vocabulary, schedules or the workspace is a CannotStart before anything is read.
"""

from __future__ import annotations

from schedcheck.app.applying import Applied, apply
from schedcheck.app.differing import differ
from schedcheck.app.drafting import DraftedAll, Wish, draft_amendments
from schedcheck.app.examples import try_rules
from schedcheck.app.fixing import fix
from schedcheck.app.importing import Imported, Wanted, import_schedule
from schedcheck.app.limits import Limits
from schedcheck.app.options import Options
from schedcheck.app.pages import write_pages
from schedcheck.app.recognising import facts
from schedcheck.app.setting import find_setting, rules
from schedcheck.app.showing import show
from schedcheck.app.verifying import verify
from schedcheck.app.waiving import Approval, Written, prune, start, waive, waivers
from schedcheck.app.writing import write_whole

__all__ = [
    "Applied",
    "Approval",
    "DraftedAll",
    "Imported",
    "Limits",
    "Options",
    "Wanted",
    "Wish",
    "Written",
    "apply",
    "differ",
    "draft_amendments",
    "facts",
    "find_setting",
    "fix",
    "import_schedule",
    "prune",
    "rules",
    "show",
    "start",
    "try_rules",
    "verify",
    "waive",
    "waivers",
    "write_pages",
    "write_whole",
]
