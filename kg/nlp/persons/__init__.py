"""Names of people, and the posts and titles that tell them."""
