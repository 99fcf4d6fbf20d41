"""Keeps the local site local: hosts, origins, headers, and errors that give nothing away.

A page of another site must not reach this one (DNS rebinding), write through it (forged
forms), frame it or run script in it.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LOCAL = ("127.0.0.1", "localhost", "[::1]")
_READING = ("GET", "HEAD", "OPTIONS")
_log = logging.getLogger(__name__)


class Guard:
    """Wraps the site: refuses foreign hosts and origins, adds headers, hides stacks."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOCAL) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope["method"], headers)
        started = False

        async def _guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                present = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    present.setdefault(name, value)
            await send(message)

        try:
            await (refusal or self._app)(scope, receive, _guarded)
        except Exception:
            number = secrets.token_hex(4)
            _log.exception("error %s while answering %s", number, scope["method"])
            if not started:
                await _fault(number)(scope, receive, _guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return PlainTextResponse("misdirected request: unknown host\n", 421)
        if method in _READING:
            return None
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("refused: the request comes from another site\n", 403)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return PlainTextResponse("refused: the request comes from another origin\n", 403)
        return None


def _name(host: str) -> str:
    """A Host header without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def _fault(number: str) -> HTMLResponse:
    """The page of an error that nobody foresaw: what happened, what is safe, an id, no stack."""
    return HTMLResponse(
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>出错了 Error</title>'
        '<link rel="stylesheet" href="/static/tokens.css">'
        '<link rel="stylesheet" href="/static/style.css"></head>'
        '<body><main class="page"><h1>这一页出错了 <span lang="en">This page failed</span></h1>'
        f'<p class="err">错误编号 error id <b>{number}</b>。库与原文没有改动；服务窗口里有详细记录。'
        '<span lang="en">The library is untouched; the log has the details.</span></p>'
        '<p><a href="/">回到总览 Overview</a></p></main></body></html>', 500)
