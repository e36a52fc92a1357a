"""Relations over what documents say of themselves and of each other: dates, counts, records, references, quotations.

Runs over evidence, as every relation does.
"""
