"""``ziping serve``: the form of one draft in a browser, for whoever has the one-time key from the terminal.

The form runs as a process of its own for each page that is open; textual-serve carries keys and screen between the two.
Everything the page needs comes from here: it works without a network.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import html
import logging
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from model.errors import ZipingError
from model.files.unwritten import reason
from tui.serve.gate import Gate, address
from tui.serve.strangers import Strangers

try:
    import textual_serve
    from aiohttp import WSMsgType, web
    from textual_serve.app_service import AppService
    from textual_serve.download_manager import DownloadManager
except ImportError:
    raise ZipingError("在浏览器中填写需要另装：在程序的文件夹里执行 pip install '.[serve]'") from None


PAGE: Final = Path(__file__).with_name("page")
STATIC: Final = Path(textual_serve.__file__).with_name("static")
PATIENCE: Final = 5
"""Seconds that a form has to close before it is ended."""
AWAY: Final = 3
"""Seconds without a page after which a new key is offered: loading a page anew takes less."""
ESCAPE: Final = ("\x1b", "\x1b[27u")
"""The key Esc as the page sends it, which other keys begin with, too, and as it can be told from them at once. For the
first Textual waits whether more comes, and on Windows does not look again before the next key, which is then lost."""
LARGEST: Final = 500
"""Cells in a row or a column of the screen."""
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' ws://{host}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
REFUSED: Final = (
    "打不开：地址里的钥匙不对，或者已经在另一个浏览器里用过。"
    "请用终端里最后显示的地址；没有新的地址，就关掉原来的页面，终端里会显示一个。"
)


def serve(path: Path, host: str, port: int) -> int:
    """Serve the form of the draft at ``path`` until Ctrl+C; returns 0.

    ``port`` 0 takes any that is free. Raises ZipingError where the draft cannot be read or the address not be had.
    """
    from model.drafts.draft import load

    load(path)
    # The form is this program once more, found where it was found this time, be it in a single file.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(path.absolute(), host, port))
    print("已结束", flush=True)
    return 0


async def _serve(path: Path, host: str, port: int) -> None:
    over = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C is a KeyboardInterrupt there
            asyncio.get_running_loop().add_signal_handler(name, over.set)
    listener = await _listen(host, port)
    port = listener.getsockname()[1]
    gate = Gate(host, port)
    served = _ServedDraft(path, gate)
    # What strangers send is refused; their faults are none of ours to print.
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    asyncio.get_running_loop().set_exception_handler(_without_a_word)
    runner = web.AppRunner(served.app(), access_log=None, handle_signals=False, shutdown_timeout=PATIENCE)
    await runner.setup()
    assert runner.server is not None
    watch = asyncio.create_task(served.strangers.watch(runner.server))
    try:
        await web.SockSite(runner, listener).start()
        print(f"请在浏览器中打开：http://{address(host, port)}/?key={gate.key}")
        print("这个地址只能在一个浏览器里用一次。保存时写回草稿，导出的文件可以下载。按 Ctrl+C 结束。", flush=True)
        if host not in ("127.0.0.1", "::1", "localhost"):
            print("注意：别的电脑也能连到这个地址，传送时不加密。", file=sys.stderr, flush=True)
        await over.wait()
    finally:
        watch.cancel()
        await served.close()
        await runner.cleanup()


def _without_a_word(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Handle errors of the event loop: a failed connection ends without a traceback, all else is told as usual."""
    if not isinstance(context.get("exception"), OSError):
        loop.default_exception_handler(context)


async def _listen(host: str, port: int) -> socket.socket:
    where = f"{host}:{port}"
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, _, _, _, bound = found[0]
        return socket.create_server(bound[:2], family=family)
    except (socket.gaierror, UnicodeError):
        raise ZipingError(f"找不到地址 {host}，请用 --host 写本机的地址，或不写 --host") from None
    except OSError as error:
        remedy = "请用 --port 换一个端口"
        match error.errno:
            case errno.EADDRINUSE:
                raise ZipingError(f"{where} 已被占用，{remedy}") from None
            case errno.EACCES:
                raise ZipingError(f"没有权限使用 {where}，{remedy}，如 8765") from None
            case errno.EADDRNOTAVAIL:
                raise ZipingError(f"{host} 不是本机的地址，请用 --host 写本机的地址，或不写 --host") from None
        raise ZipingError(f"不能使用 {where}（系统提示：{reason(error)}），{remedy}") from None


class _Form(AppService):
    """The process of one form."""

    def __init__(self, draft: Path, socket: web.WebSocketResponse, downloads: DownloadManager) -> None:
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._hang_up,
            download_manager=downloads,
        )
        self._draft = draft
        self._socket = socket

    async def _hang_up(self) -> None:
        await self._socket.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        # Without a shell: the name of a draft is no command. -P: nor is a file in the folder at hand.
        pipe = asyncio.subprocess.PIPE
        environment = self._build_environment(width, height) | {"TEXTUAL_DRIVER": "tui.serve.driver:BrowserDriver"}
        words = (sys.executable, "-P", "-m", "tui", str(self._draft))
        self._process = process = await asyncio.create_subprocess_exec(
            *words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Until the form is gone; then the page is told, however it ended."""
        await super().run()
        if self._process is not None:
            await self._process.wait()  # until then its journal counts as still being written
        await self._hang_up()

    async def stop(self) -> None:
        """Ask the form to close, and end it when it does not."""
        try:
            await asyncio.wait_for(super().stop(), PATIENCE)
        except TimeoutError:
            if self._process is not None:
                with contextlib.suppress(ProcessLookupError):
                    self._process.kill()


class _ServedDraft:
    """The pages of one draft."""

    def __init__(self, draft: Path, gate: Gate) -> None:
        self._draft = draft
        self._gate = gate
        self._downloads = DownloadManager()
        self.strangers = Strangers()
        self._open: set[web.WebSocketResponse] = set()
        self._closing: set[asyncio.Event] = set()
        self._waiting: asyncio.TimerHandle | None = None
        self._over = False

    def app(self) -> web.Application:
        """What answers each request."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self._index, allow_head=False),
                web.get("/ws/{page}", self._socket),
                web.get("/download/{key}", self._download, allow_head=False),
                web.static("/page", PAGE),
                web.static("/static", STATIC),
            ]
        )
        return app

    async def close(self) -> None:
        """Close the forms that are open."""
        self._over = True
        await asyncio.gather(*(socket.close() for socket in list(self._open)))
        await self._closed()

    async def _closed(self) -> None:
        """Wait for the forms whose page is gone: a page loaded again must not find its own lock."""
        for event in list(self._closing):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), PATIENCE)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        gate = self._gate
        known = gate.knows(request.host)
        inside = gate.admits(request.cookies.get(gate.cookie, ""))
        if inside and request.protocol is not None:
            self.strangers.admit(request.protocol)
        if not known or not (inside or request.path == "/"):
            return self._refused(request)
        try:
            response: web.StreamResponse = await handler(request)
        except web.HTTPException as error:
            error.headers.update(HEADERS)
            raise
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    def _refused(self, request: web.Request) -> web.Response:
        text = f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>自评</title><p>{REFUSED}</p>'
        return web.Response(text=text, status=403, content_type="text/html", headers=_sealed(request))

    async def _index(self, request: web.Request) -> web.StreamResponse:
        gate = self._gate
        # Who brings a fresh key gets a new pass, whatever cookie an older run of this browser left.
        given = gate.redeem(request.query.get("key", ""))
        if given is None and not gate.admits(request.cookies.get(gate.cookie, "")):
            return self._refused(request)
        text = (PAGE / "index.html").read_text("utf-8").replace("{page}", given.page if given is not None else "")
        text = text.replace("{title}", html.escape(self._draft.stem))
        response = web.Response(text=text, content_type="text/html", headers=_sealed(request))
        if given is not None:
            response.set_cookie(gate.cookie, given.cookie, httponly=True, samesite="Strict", path="/")
        return response

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        gate = self._gate
        own = gate.is_own(request.host, request.headers.get("Origin", ""))
        if not (own and gate.is_page(request.match_info["page"])):
            return self._refused(request)
        await self._closed()
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        form = _Form(self._draft, socket, self._downloads)
        closed = asyncio.Event()
        self._open.add(socket)
        try:
            await form.start(_cells(request.query, "width", 80), _cells(request.query, "height", 24))
            async for message in socket:
                if message.type is WSMsgType.TEXT and not await _pass_on(message.data, form, socket):
                    break
        finally:
            self._open.discard(socket)
            self._closing.add(closed)
            try:
                await asyncio.shield(form.stop())
            finally:
                self._closing.discard(closed)
                closed.set()
                self._offer_new_key()
        return socket

    def _offer_new_key(self) -> None:
        """Once no page is open: a browser that was closed or killed may have lost what it was given."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(AWAY, self._print_new_key)

    def _print_new_key(self) -> None:
        self._waiting = None
        if not self._open and not self._over:
            where = f"http://{self._gate.address}/?key={self._gate.renew()}"
            print(f"页面已关闭。原来的浏览器打不开时，用这个新的地址：{where}", flush=True)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        try:
            file = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="文件已经下载过，请再导出一次") from None
        named = f"attachment; filename*=UTF-8''{quote(file.file_name, safe='')}"
        response = web.StreamResponse(headers={**HEADERS, "Content-Disposition": named})
        response.content_type = file.mime_type or "application/octet-stream"
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response


def _sealed(request: web.Request) -> dict[str, str]:
    host = request.host if request.host.isascii() and set(request.host).isdisjoint("; ,'\"") else ""
    return {**HEADERS, "Content-Security-Policy": POLICY.format(host=host)}


def _cells(said: Mapping[str, Any], name: str, otherwise: int) -> int:
    try:
        return min(max(int(said[name]), 1), LARGEST)
    except (KeyError, OverflowError, TypeError, ValueError):
        return otherwise


async def _pass_on(text: str, form: AppService, socket: web.WebSocketResponse) -> bool:
    """Give the form what the page says; returns whether it was understood."""
    import json

    try:
        kind, *rest = json.loads(text)
        match kind, rest:
            case "stdin", [str(keys)]:
                alone, told = ESCAPE
                await form.send_bytes((told if keys == alone else keys).encode("utf-8", "replace"))
            case "resize", [dict(size)]:
                await form.set_terminal_size(_cells(size, "width", 80), _cells(size, "height", 24))
            case "ping", [str(mark)]:
                await socket.send_json(["pong", mark])
            case "focus", _:
                await form.focus()
            case "blur", _:
                await form.blur()
            case _:
                return False
    except (ValueError, TypeError, RecursionError):
        return False
    return True
