"""Relations over amendments: what they change, against the schedules, each other and what approves them.

Runs over evidence, as every relation does. The rows of an amendment are judged here, and beyond that only in the
schedules that result from them.
"""
