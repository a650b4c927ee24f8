"""The rule for `undertakes`: who does which project, in which role."""
