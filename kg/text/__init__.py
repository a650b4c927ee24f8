"""Stage `text`: see README.md in this folder."""
