"""What a person asked a page for, and links that keep the state of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from kg.export.labels import Lang

FORMATS = ("csv", "xlsx", "json", "ttl", "svg", "docx", "html")


def path_to(*parts: str) -> str:
    """A path of the site, each part encoded.

    >>> path_to("documents", "a/b?c")
    '/documents/a%2Fb%3Fc'
    """
    return "/" + "/".join(quote(part, safe="-._~") for part in parts)


def document_path(work: str) -> str:
    """The page of a work."""
    return path_to("documents", work)


def task_path(task: str) -> str:
    """The page of a task."""
    return path_to("tasks", task)


def unit_path(holder: str) -> str:
    """The ledger of a holder."""
    return path_to("units", holder)


def trace_path(id: str) -> str:
    """The lineage of a work or task."""
    return path_to("trace", id)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request as pages see it: its path, its query in order, its language, a form if posted."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    lang: Lang = "zh"
    form: tuple[tuple[str, str], ...] = ()

    def get(self, name: str, otherwise: str = "") -> str:
        """The first value of a query field."""
        return next((value for key, value in self.query if key == name), otherwise)

    def field(self, name: str) -> str:
        """The first value of a posted field, or nothing."""
        return next((value for key, value in self.form if key == name), "")

    def number(self, name: str, otherwise: int) -> int:
        """A query field as a whole number, at least zero."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else otherwise

    @property
    def today(self) -> date:
        """The day that due dates are counted from: today, or `on` for a link that must not age."""
        try:
            return date.fromisoformat(self.get("on"))
        except ValueError:
            return date.today()

    def say(self, zh: str, en: str) -> str:
        """The words in the language of the visit."""
        return zh if self.lang == "zh" else en

    def link(self, path: str, **query: str) -> str:
        """A link to another page in the same language; empty values are left out."""
        state = {**query, **({"lang": "en"} if self.lang == "en" else {})}
        return path + _tail([(key, value) for key, value in state.items() if value])

    def here(self, **changes: str) -> str:
        """A link to this page with some of its state changed; empty values remove a field."""
        kept = [(key, value) for key, value in self.query if key not in changes]
        return self.path + _tail(kept + [(key, value) for key, value in changes.items() if value])


def _tail(query: list[tuple[str, str]]) -> str:
    return "?" + urlencode(query, quote_via=quote) if query else ""
