"""Made-up packs with known errors in them: how much of what is seeded does the program find, and how well.

Every pack is made up: its services are those of the registry that is given, all else comes from a seed.
"""
