"""Stage `knowledge`: see README.md in this folder."""
