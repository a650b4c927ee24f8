"""Fact rules: each looks at a `Scene` and yields `Found` facts; the table is `kg.nlp.components.FACT_RULES`."""
