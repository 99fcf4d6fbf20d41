"""Asks the site from inside the process, without a server or a network."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp

_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the site answered; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def ask(app: ASGIApp, address: str, method: str = "GET", headers: Mapping[str, str] | None = None,
        body: bytes = b"") -> Reply:
    """The answer to one request; `address` is a path with its query."""
    asked = _ask(app, address, method, {"host": _HOST, **(headers or {})}, body)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asked)
    # A notebook runs a loop of its own in this thread, so the question takes another.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


async def _ask(app: ASGIApp, address: str, method: str, headers: Mapping[str, str], body: bytes) -> Reply:
    parts = urlsplit(address)
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
             "path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
             "root_path": "", "client": (_HOST, 0), "server": (_HOST, 80),
             "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]}
    status, answered, content = 500, dict[str, str](), bytearray()
    asked = False
    gone = asyncio.Event()

    async def _receive() -> MutableMapping[str, Any]:
        nonlocal asked
        if asked:  # A server says that the client left only when it has; endpoints may wait for it.
            await gone.wait()
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def _send(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            answered.update((name.decode(), value.decode("latin-1")) for name, value in message["headers"])
        elif message["type"] == "http.response.body":
            content.extend(message.get("body", b""))

    await app(scope, _receive, _send)
    return Reply(status, answered, bytes(content))
