"""Stage `read`: see README.md in this folder."""
