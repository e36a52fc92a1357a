"""Is a mistake in our own code seen by our own tests? Small mistakes are made on purpose, one at a time."""
