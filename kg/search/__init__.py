"""Finds and lists what a library holds: an SQLite catalogue with full text beside the graph.

`build` writes the catalogue once for a generation; `Catalogue` lists with facets and counts;
`find` answers a person's words. Pages read rows, never whole extractions, so that a list
over ten thousand documents costs as little as one over ten.
"""

from kg.search.build import build
from kg.search.catalogue import Catalogue, Choice, Listing
from kg.search.entries import entries_of_links, entries_of_view
from kg.search.find import Hit, find, highlight, terms
from kg.search.kept import catalogue_of, keep_catalogue
from kg.search.rows import DoubtRow, HolderRow, TaskRow, WorkRow

__all__ = ["Catalogue", "Choice", "DoubtRow", "Hit", "HolderRow", "Listing", "TaskRow", "WorkRow",
           "build", "catalogue_of", "entries_of_links", "entries_of_view", "find", "highlight", "keep_catalogue",
           "terms"]
