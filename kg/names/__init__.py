"""Stage `names`: see README.md in this folder."""
