"""Tasks from tables: bordered, one cell per line, as records, or run together into text."""
