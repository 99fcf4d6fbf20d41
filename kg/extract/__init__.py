"""Extraction: what one document says. `reading.extract` joins the modules of this room; each
finds one kind of fact (head, citations, numbers, tasks, units, time limits, demands, themes)."""
