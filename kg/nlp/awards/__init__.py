"""Names of honours, and the people that only an honour tells."""
