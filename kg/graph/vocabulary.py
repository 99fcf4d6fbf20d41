"""The terms of ontology/kg.ttl that the graph uses, by name.

tests/test_ontology.py holds the two together: every term here is declared there, and
every term declared there is here and in the data.
"""

from __future__ import annotations

from enum import StrEnum

from kg.graph.iris import BASE, ONTOLOGY, SCHEMA, Kind, mint

_ONT = ONTOLOGY + "#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"

PREFIXES = {
    "gk": _ONT,
    "doc": f"{BASE}{Kind.DOCUMENT.value}/",
    "task": f"{BASE}{Kind.TASK.value}/",
    "holder": f"{BASE}{Kind.HOLDER.value}/",
    "region": f"{BASE}{Kind.REGION.value}/",
    "concept": f"{SCHEMA}{Kind.CONCEPT.value}/",
    "graph": f"{BASE}{Kind.GRAPH.value}/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": _RDFS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
}
"""The prefixes that queries and exports may use without declaring them."""


_DCTERMS = "http://purl.org/dc/terms/"
_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"


class Class(StrEnum):
    """The classes of the ontology, and those that describe the whole as a dataset."""

    PLAN = _ONT + "Plan"
    POLICY = _ONT + "PolicyDocument"
    REGULATION = _ONT + "Regulation"
    DOCUMENT = _ONT + "Document"
    SERIES = _ONT + "PlanSeries"
    TEXT = _ONT + "DocumentText"
    SOURCE = _ONT + "SourceFile"
    PART = _ONT + "Part"
    SECTION = _ONT + "Section"
    TASK = _ONT + "Task"
    DEMAND = _ONT + "Demand"
    ASSIGNMENT = _ONT + "Assignment"
    TIME_LIMIT = _ONT + "TimeLimit"
    CITATION = _ONT + "Citation"
    STATEMENT = _ONT + "Statement"
    SPAN = _ONT + "TextSpan"
    DERIVATION = _ONT + "DocumentDerivation"
    MATCH = _ONT + "TaskMatch"
    ORGANISATION = _ONT + "Organisation"
    UNIT = _ONT + "InternalUnit"
    GROUP = _ONT + "OrganisationGroup"
    REORGANISATION = _ONT + "Reorganisation"
    REGION = _ONT + "Region"
    JUDGEMENT = _ONT + "Judgement"
    GAP = _ONT + "Gap"
    FINDING = _ONT + "Finding"
    COOPERATION = _ONT + "Cooperation"
    TALLY = _ONT + "ThemeTally"
    NUMBER_RUN = _ONT + "NumberRun"
    RUN = _ONT + "BuildRun"
    VOID_DATASET = _VOID + "Dataset"
    DCAT_DATASET = _DCAT + "Dataset"


class Graph(StrEnum):
    """The named graphs that are not a document's own."""

    REGISTRY = mint(Kind.GRAPH, "registry")
    CITED = mint(Kind.GRAPH, "cited")
    LINKS = mint(Kind.GRAPH, "links")
    DERIVED = mint(Kind.GRAPH, "derived")
    VOCABULARY = mint(Kind.GRAPH, "vocabulary")
    META = mint(Kind.GRAPH, "meta")


class Property(StrEnum):
    """The properties of the ontology, and those of others that the data uses."""

    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    LABEL = _RDFS + "label"
    DATASET_TITLE = _DCTERMS + "title"
    DATASET_DESCRIPTION = _DCTERMS + "description"
    DATASET_LANGUAGE = _DCTERMS + "language"
    DATASET_ENTITIES = _VOID + "entities"
    DATASET_DOCUMENTS = _VOID + "documents"
    DATASET_VOCABULARY = _VOID + "vocabulary"
    DATASET_URI_SPACE = _VOID + "uriSpace"
    DATASET_KEYWORD = _DCAT + "keyword"
    # documents
    TITLE = _ONT + "title"
    ALIAS = _ONT + "alias"
    NUMBER = _ONT + "number"
    ISSUER = _ONT + "issuer"
    ISSUER_NAMES = _ONT + "issuerNames"
    LEVEL = _ONT + "level"
    DEPARTMENT = _ONT + "ofDepartment"
    IN_REGION = _ONT + "inRegion"
    YEAR = _ONT + "year"
    PLAN_YEAR = _ONT + "planYear"
    DATE = _ONT + "date"
    DATE_SIGNED = _ONT + "dateSigned"
    DATE_PUBLISHED = _ONT + "datePublished"
    ADDRESSEE = _ONT + "addressee"
    IN_SERIES = _ONT + "inSeries"
    FOLLOWS = _ONT + "follows"
    # texts, parts, spans
    HAS_TEXT = _ONT + "hasText"
    FROM_FILE = _ONT + "fromFile"
    COPY = _ONT + "copy"
    SHA256 = _ONT + "sha256"
    LENGTH = _ONT + "length"
    SCRIPT = _ONT + "script"
    FILE_NAME = _ONT + "fileName"
    MEDIA_TYPE = _ONT + "mediaType"
    URL = _ONT + "url"
    HAS_PART = _ONT + "hasPart"
    PART_KIND = _ONT + "partKind"
    INSIDE = _ONT + "inside"
    EVIDENCE = _ONT + "evidence"
    SPAN_OF = _ONT + "spanOf"
    START = _ONT + "start"
    END = _ONT + "end"
    QUOTE = _ONT + "quote"
    RULE = _ONT + "rule"
    CONFIDENCE = _ONT + "confidence"
    # tasks
    HAS_TASK = _ONT + "hasTask"
    LOCAL_ID = _ONT + "localId"
    ORDER = _ONT + "order"
    ITEM_NUMBER = _ONT + "itemNumber"
    TASK_TEXT = _ONT + "taskText"
    IN_SECTION = _ONT + "inSection"
    UNCERTAIN = _ONT + "uncertainBorders"
    THEME = _ONT + "theme"
    HAS_DEMAND = _ONT + "hasDemand"
    VERB = _ONT + "verb"
    OBJECT = _ONT + "object"
    FORCE = _ONT + "force"
    CHANNEL = _ONT + "channel"
    COUNTERPART = _ONT + "counterpart"
    DEMAND_LIMIT = _ONT + "demandLimit"
    TIME_LIMIT = _ONT + "timeLimit"
    TIME_KIND = _ONT + "timeKind"
    WORDS = _ONT + "words"
    TIME_VALUE = _ONT + "timeValue"
    DUE_DATE = _ONT + "dueDate"
    HAS_ASSIGNMENT = _ONT + "hasAssignment"
    ROLE = _ONT + "role"
    # citations
    HAS_CITATION = _ONT + "hasCitation"
    CITED_TITLE = _ONT + "citedTitle"
    CITED_NUMBER = _ONT + "citedNumber"
    CITED_ISSUER = _ONT + "citedIssuer"
    SHORT_FORM = _ONT + "shortForm"
    RELATION = _ONT + "relation"
    PURPOSE = _ONT + "purpose"
    IN_TASK = _ONT + "inTask"
    # statements and findings
    ABOUT = _ONT + "about"
    FIELD = _ONT + "field"
    CODE = _ONT + "code"
    MESSAGE = _ONT + "message"
    SEVERITY = _ONT + "severity"
    GAP_KIND = _ONT + "gapKind"
    # links
    RESOLUTION = _ONT + "resolution"
    CITED_DOCUMENT = _ONT + "citedDocument"
    CANDIDATE = _ONT + "candidate"
    ASSIGNED_TO = _ONT + "assignedTo"
    REJECTED_HOLDER = _ONT + "rejectedHolder"
    REASON = _ONT + "reason"
    METHOD = _ONT + "method"
    LINK_CONFIDENCE = _ONT + "linkConfidence"
    DERIVATION = _ONT + "qualifiedDerivation"
    REJECTED_DERIVATION = _ONT + "rejectedDerivation"
    SOURCE_DOCUMENT = _ONT + "sourceDocument"
    DERIVATION_KIND = _ONT + "derivationKind"
    STATED = _ONT + "stated"
    DIRECT = _ONT + "direct"
    MATCH = _ONT + "taskMatch"
    MATCHED_TASK = _ONT + "matchedTask"
    MATCH_RELATION = _ONT + "matchRelation"
    MATCH_KIND = _ONT + "matchKind"
    REUSE = _ONT + "reuse"
    FEATURES = _ONT + "features"
    RANK = _ONT + "rank"
    ACCEPTED = _ONT + "accepted"
    JUDGEMENT = _ONT + "judgement"
    VERDICT = _ONT + "verdict"
    JUDGED_BY = _ONT + "judgedBy"
    JUDGED_ON = _ONT + "judgedOn"
    # registry
    UNIT_OF = _ONT + "unitOf"
    ORIGINAL = _ONT + "originalOrganisation"
    RESULT = _ONT + "resultingOrganisation"
    DIVISION_CODE = _ONT + "divisionCode"
    WITHIN = _ONT + "within"
    # derived shortcuts and counts
    KNOWN_AS = _ONT + "knownAs"
    DERIVED_FROM = _ONT + "derivedFrom"
    DIRECTLY_DERIVED_FROM = _ONT + "directlyDerivedFrom"
    IMPLEMENTS = _ONT + "implements"
    FORWARDS = _ONT + "forwards"
    BASED_ON = _ONT + "basedOnNorm"
    CITES = _ONT + "cites"
    TASK_DERIVED_FROM = _ONT + "taskDerivedFrom"
    TASK_CONTINUES = _ONT + "taskContinues"
    TASK_RESTATES = _ONT + "taskRestates"
    TAKES_FROM = _ONT + "takesFrom"
    TAKEN_UP_IN = _ONT + "takenUpIn"
    LEADS = _ONT + "leads"
    SUPPORTS = _ONT + "supports"
    RESPONSIBLE_FOR = _ONT + "responsibleFor"
    TAKES_AS_REFERENCE = _ONT + "takesAsReference"
    TASK_COUNT = _ONT + "taskCount"
    CITATION_COUNT = _ONT + "citationCount"
    CITED_BY_COUNT = _ONT + "citedByCount"
    WANTED_BY_COUNT = _ONT + "wantedByCount"
    BASIS_COUNT = _ONT + "basisCount"
    LEAD_COUNT = _ONT + "leadCount"
    SUPPORT_COUNT = _ONT + "supportCount"
    BORNE_COUNT = _ONT + "borneCount"
    UNLED_BEARER_COUNT = _ONT + "unledBearerCount"
    DOCUMENT_COUNT = _ONT + "documentCount"
    PLACE = _ONT + "place"
    AGENCY_CODE = _ONT + "agencyCode"
    HELD_COUNT = _ONT + "heldCount"
    CITED_ONLY_COUNT = _ONT + "citedOnlyCount"
    HIGHEST_SERIAL = _ONT + "highestSerial"
    LOWEST_CONFIDENCE = _ONT + "lowestConfidence"
    MEAN_CONFIDENCE = _ONT + "meanConfidence"
    WEAK_CONFIDENCE = _ONT + "weakConfidence"
    WEAK_LINK_CONFIDENCE = _ONT + "weakLinkConfidence"
    BETWEEN = _ONT + "between"
    # runs
    BUILT_AT = _ONT + "builtAt"
    SOFTWARE = _ONT + "softwareVersion"
    RULES = _ONT + "rulesVersion"
    QUADS = _ONT + "quadCount"


def concept(scheme: str, notation: str) -> str:
    """The IRI of a concept of a scheme in ontology/schemes.ttl.

    >>> concept("role", "lead")
    'https://w3id.org/cngov-kg/concept/role-lead'
    """
    return mint(Kind.CONCEPT, f"{scheme}-{notation}")
