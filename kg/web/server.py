"""Serves a library on this machine until Ctrl-C."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from pathlib import Path

from starlette.types import ASGIApp

from kg.errors import LibraryError
from kg.graph.library import Library
from kg.reference import find
from kg.web.app import create_app
from kg.web.folder import links
from kg.web.inside import ask
from kg.web.page import warm
from kg.web.site import Served
from kg.web.visit import trace_path

ADDRESS = "127.0.0.1"
USUAL = ("/", "/documents?held=1", "/tasks", "/units", "/search?q=%E5%85%AC%E5%BC%80", "/trace", "/graph", "/compare",
         "/review", "/about", "/query")
SUBJECTS = ("/documents/", "/tasks/", "/units/", "/trace/", "/graph?open=", "/compare?a=", "/years?")


def serve(library: Path, port: int = 0, first: str | None = None, open_browser: bool = True) -> None:
    """Serves the pages of the library at a path; NoLibrary if there is none, DamagedLibrary if
    any of its files is not what was published, LibraryError if the port is taken.

    Port 0 takes a free one; `first` is a reference whose lineage the browser opens on.
    """
    import uvicorn

    opened = Library.open(library)
    sys.stderr.write("every file of the library is being checked\n")
    opened.verified_folder(deep=True)
    served = Served(opened)
    app = create_app(served)
    site = served.site()
    path = trace_path(find(site.view, first)) if first else "/"
    listening = _listen(port)
    address = f"http://{ADDRESS}:{listening.getsockname()[1]}"
    sys.stderr.write(f"{address}{path}\nCtrl-C ends it.\n")
    threading.Thread(target=warm_up, args=(app,), name="kg-warm", daemon=True).start()
    if open_browser:
        threading.Timer(0.6, webbrowser.open, (address + path,)).start()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    server.run(sockets=[listening])


def warm_up(app: ASGIApp) -> None:
    """Asks for every page that is about nothing in particular, and for one of each kind that is
    about something, so that no visitor waits for what is loaded or counted the first time."""
    warm()
    found = [link for path in USUAL for link in links(ask(app, path).text)]
    for kind in SUBJECTS:
        for link in [link for link in found if link.startswith(kind)][:1]:
            ask(app, link)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((ADDRESS, port))
    except OSError as error:
        raise LibraryError(f"port {port} cannot be used ({error.strerror}); "
                           "choose another with --port, or 0 for a free one") from error
