"""Apps served from a thread for the browser, over a fast line or a slow one."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Three thousand bytes every fiftieth of a second are 150 kB a second.
PIECE, PAUSE = 3_000, 0.02


def serving(app: ASGIApp) -> Iterator[str]:
    """The address of an app that is served from a thread until the fixture ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def slowed(app: ASGIApp) -> ASGIApp:
    """The same app; what it answers arrives in pieces, so that pages are painted in parts on any machine.

    The browser's own throttling now and then leaves a page loading for ever (playwright's issue 22676).
    """
    line = asyncio.Lock()

    async def _slow_app(scope: Scope, receive: Receive, send: Send) -> None:
        async def _send_slowly(message: Message) -> None:
            body = message.get("body", b"")
            while len(body) > PIECE:
                await _send_piece({**message, "body": body[:PIECE], "more_body": True})
                body = body[PIECE:]
            await _send_piece({**message, "body": body} if body else message)

        async def _send_piece(message: Message) -> None:
            async with line:
                await asyncio.sleep(PAUSE if message.get("body") else 0)
                await send(message)

        await app(scope, receive, _send_slowly)

    return _slow_app
