"""The rule for `addressesTheme`: which subject acts on which theme."""
