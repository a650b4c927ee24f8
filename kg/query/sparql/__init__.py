"""SPARQL queries in killable processes, and the named ones."""
