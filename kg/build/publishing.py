"""Links documents and publishes them; what the shapes refuse goes into quarantine."""

from __future__ import annotations

from dataclasses import dataclass

from kg.batch import linking_version, rules_version
from kg.build.holdings import Holdings
from kg.build.site import Files, Progress, Site
from kg.errors import GraphInvalid
from kg.graph.writer import Publication
from kg.link.judgements import Decision, read_decisions
from kg.link.linking import link
from kg.link.register import Register
from kg.link.remembered import remembered
from kg.link.roles import judged_roles
from kg.model.links import Links
from kg.model.report import Stage


@dataclass(frozen=True, slots=True)
class Published:
    """What was linked, the documents as persons judged them, and the generation that holds both."""

    links: Links
    judged: Files
    publication: Publication


def publish(site: Site, holdings: Holdings, documents: Files) -> Published:
    """Links and publishes `documents`; one whose description the shapes refuse is taken out of them."""
    decisions = read_decisions(site.library.layout.judgements)
    while True:
        links = _linked(site, documents, decisions)
        site.tell(Progress(Stage.PUBLISH, 0, 1))
        judged = judged_roles(documents, links.works, decisions)
        try:
            return Published(links, judged, site.writer.publish(links, judged, rules_version()))
        except GraphInvalid as refusal:
            refused = [key for work in links.works if work.id == refusal.document
                       for key in work.copies if key in documents]
            if not refused:
                raise
            for key in refused:
                holdings.refuse(documents.pop(key), str(refusal))


def _linked(site: Site, documents: Files, decisions: tuple[Decision, ...]) -> Links:
    site.tell(Progress(Stage.LINK, 0, 1))
    with remembered(site.library.layout.linking, linking_version()) as memory:
        return link(tuple(documents.values()), Register.bundled(), decisions, memory.align, memory.card)
