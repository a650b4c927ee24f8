"""Names of projects: by a last word, by layout, in quotation marks, in lists."""
