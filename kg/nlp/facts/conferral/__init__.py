"""The rule for `conferral`: who was given which honour, by whom, when, for what."""
