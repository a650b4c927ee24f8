"""Stage `graph`: see README.md in this folder."""
