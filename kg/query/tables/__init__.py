"""The tables beside a snapshot: what the graph says, in the shape the pages need."""
