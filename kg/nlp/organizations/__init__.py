"""Names of companies, units and institutions: where they begin, where they end, what they are made of."""
