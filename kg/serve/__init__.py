"""Stage `serve`: see README.md in this folder."""
