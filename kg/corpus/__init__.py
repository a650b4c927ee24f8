"""Stage `corpus`: see README.md in this folder."""
