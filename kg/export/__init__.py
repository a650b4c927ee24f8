"""Stage `export`: a snapshot in, files out: tables (`write_table`) and graphs (`save_graph`), whole or not at all."""

from kg.export.awards import awards_table
from kg.export.facts import facts_table
from kg.export.graphs import save_graph
from kg.export.network import to_networkx
from kg.export.sheets import write_table

__all__ = ["awards_table", "facts_table", "save_graph", "to_networkx", "write_table"]
