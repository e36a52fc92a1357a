"""Report -> text, one module for each format. All are pure: the same Report gives the same text."""
