"""Stage `query`: see README.md in this folder."""
