"""The rule for `holdsPost`: who holds which post where."""
