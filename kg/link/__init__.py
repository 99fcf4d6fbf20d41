"""Linking: what holds between documents. `linking.link` joins the modules of this room; each
decides one kind of link (works, resolutions, derivations, holders, series, matches)."""
