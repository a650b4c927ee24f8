"""Stage `export`: see README.md in this folder."""
