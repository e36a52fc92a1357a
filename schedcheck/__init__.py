"""schedcheck: do contract documents, schedules and amendments agree with each other?"""

__version__ = "0.1.0"
