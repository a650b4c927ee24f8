"""Stage `nlp`: see README.md in this folder."""
