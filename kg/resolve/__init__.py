"""Stage `resolve`: see README.md in this folder."""
