"""Document -> Outline: parts, headings, items and tables as one nesting."""
