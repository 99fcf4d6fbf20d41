"""Serves a library on this machine: catalogue, site, socket, browser window."""

from __future__ import annotations

import socket
import tempfile
import threading
import webbrowser
from pathlib import Path
from urllib.parse import quote

from kg import search
from kg.errors import LibraryError
from kg.graph.library import Library
from kg.model.view import View
from kg.reference import find
from kg.web.app import create_app
from kg.web.site import Site

_ADDRESS = "127.0.0.1"


def open_site(path: Path) -> Site:
    """The pages' data for the library at `path`; NoLibrary, DamagedLibrary as Library.view."""
    library = Library.open(path)
    view = library.view()
    number = library.manifest().number
    return Site(view, search.Catalogue(_catalogue(library, view, number)), built=str(number))


def _catalogue(library: Library, view: View, number: int) -> Path:
    name = f"catalogue-{number}.sqlite"
    path = library.path / name
    if path.exists():
        return path
    try:
        return search.build(view, path)
    except OSError:
        # A library on a read-only disk can still be browsed.
        return search.build(view, Path(tempfile.mkdtemp(prefix="kg-")) / name)


def serve(path: Path, *, port: int = 0, first: str | None = None, open_browser: bool = True) -> None:
    """Serves the library at `path` until Ctrl-C; `first` names the document whose lineage opens.

    LibraryError if the port is taken.
    """
    import uvicorn

    site = open_site(path)
    page = f"/trace/{quote(find(site.view, first))}" if first else "/"
    with _listen(port) as listener:
        address = f"http://{_ADDRESS}:{listener.getsockname()[1]}{page}"
        print(f"serving {path} at {address} (Ctrl-C stops)", flush=True)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, (address,)).start()
        config = uvicorn.Config(create_app(site), log_level="warning")
        uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_ADDRESS, port))
    except OSError as error:
        listener.close()
        raise LibraryError(f"port {port} is taken; choose another with --port, or 0 for a free one") from error
    return listener
