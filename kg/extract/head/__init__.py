"""The head of a document: titles, number, issuers, level, region, year, dates, recipients."""
