"""The form in a browser: the real server, the real Chromium, and who is not let in."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import docx
import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType, WSServerHandshakeError

from model.drafts.draft import load
from tests.tui.serve.serving import PROGRAM, Server, browser, served, shows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

TOTAL = "overview.scale.total"


@pytest.fixture
def server(draft: Path) -> Iterator[Server]:
    with served(draft) as running:
        yield running


def go_to_total(page: Page) -> None:
    """Find the field of the total by the initials of its name."""
    page.keyboard.press("Control+p")
    shows(page, "找命令")
    page.keyboard.type("zcze")
    page.keyboard.press("Enter")
    shows(page, "> 支出总额")


def test_a_wrong_figure_is_typed_found_saved_exported_and_downloaded(draft: Path, server: Server) -> None:
    with browser() as context:
        page = context.new_page()
        asked: list[str] = []
        faults: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(server.address)
        shows(page, "已保存")
        go_to_total(page)
        page.keyboard.type("99999.99")
        page.keyboard.press("Enter")
        page.keyboard.press("F7")
        assert "12,157.69万" in shows(page, ">错  填99,999.99万元")

        page.keyboard.press("Control+s")
        shows(page, "已保存")
        assert load(draft).report.cell(TOTAL).raw == "99999.99"

        page.keyboard.press("Control+e")
        shows(page, "Word 征求意见稿")
        page.keyboard.press("Enter")
        shows(page, "导出到哪里")
        with page.expect_download(timeout=30_000) as coming:
            page.keyboard.press("Enter")
        file = coming.value
        assert file.suggested_filename == "草稿（征求意见稿）.docx"
        assert "支出总额为99,999.99万元" in "".join(docx.Document(str(file.path())).element.itertext())

        with page.expect_download(timeout=30_000) as again:
            page.keyboard.press("F10")
        assert again.value.path().read_bytes() == file.path().read_bytes()

        page.keyboard.press("Control+q")
        page.get_by_text("填写界面已关闭").wait_for()
        assert not faults
        assert all(url.startswith(server.origin) for url in asked), asked
    code, said = server.stop()
    assert (code, "Traceback" in said) == (0, False)


def test_a_page_loaded_again_finds_its_unsaved_input_and_not_its_own_lock(draft: Path, server: Server) -> None:
    with browser() as context:
        page = context.new_page()
        page.goto(server.address)
        shows(page, "已保存")
        go_to_total(page)
        page.keyboard.type("99999.99")
        shows(page, "未保存")
        page.reload()
        assert "正打开着" not in shows(page, "上次有 1 处填写没有保存")


def test_a_second_page_is_told_who_has_the_draft_open(server: Server) -> None:
    with browser() as context:
        first, second = context.new_page(), context.new_page()
        first.goto(server.address)
        shows(first, "已保存")
        second.goto(server.origin)
        shows(second, "正打开着这份草稿")
        second.keyboard.press("Escape")
        shows(second, "（副本）")


def test_another_browser_is_not_let_in_with_the_used_key(server: Server) -> None:
    with browser() as context:
        context.new_page().goto(server.address)
        browsers = context.browser
        assert browsers is not None
        other = browsers.new_context().new_page()
        response = other.goto(server.address)
        assert response is not None
        assert response.status == 403
        other.get_by_text("地址里的钥匙不对，或者已经在另一个浏览器里用过").wait_for()


async def test_who_has_no_key_or_comes_from_elsewhere_is_refused(server: Server) -> None:
    origin = server.origin
    port = origin.rpartition(":")[2]

    async def status(client: ClientSession, path: str, **headers: str) -> int:
        async with client.get(f"{origin}{path}", headers=headers) as response:
            return response.status

    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        for path in ("/", "/?key=", "/?key=錯", "/ws/-", "/download/0", "/static/js/textual.js", "/page/index.html"):
            assert await status(client, path) == 403, path
        named = f"rebound.example:{port}"
        assert await status(client, server.address.removeprefix(origin), Host=named) == 403
        async with client.head(server.address) as response:
            assert response.status == 405  # who only looks does not use the key up
        page = await opened(client, server)
        assert await status(client, "/") == 200
        assert await status(client, "/", Host=named) == 403
        assert await status(client, "/download/0") == 404
        assert await status(client, "/static/js/textual.js") == 200
        assert await status(client, "/page/../serving.py") == 404
        for headers in ({}, {"Origin": "http://rebound.example"}, {"Origin": "null"}, {"Origin": f"https{origin[4:]}"}):
            with pytest.raises(WSServerHandshakeError) as refused:
                await client.ws_connect(f"{origin}/ws/{page}", headers=headers)
            assert refused.value.status == 403, headers
        async with ClientSession() as stranger:
            with pytest.raises(WSServerHandshakeError):
                await stranger.ws_connect(f"{origin}/ws/{page}", headers={"Origin": origin})


async def opened(client: ClientSession, server: Server) -> str:
    """Use the key; returns the secret that the page is told."""
    async with client.get(server.address) as response:
        found = re.search('name="page" content="([^"]+)"', await response.text())
    assert found
    return found[1]


async def test_the_cookie_alone_opens_no_form(server: Server) -> None:
    # Another program that listens on a port of this machine gets the cookie from the browser, and can forge the rest.
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        secret = await opened(client, server)
        async with client.get(f"{server.origin}/") as response:
            assert secret not in await response.text()
        for said in ("-", "", secret[:-1], f"{secret}x", "ws"):
            with pytest.raises(WSServerHandshakeError):
                await client.ws_connect(f"{server.origin}/ws/{said}", headers={"Origin": server.origin})
        async with client.ws_connect(f"{server.origin}/ws/{secret}", headers={"Origin": server.origin}) as page:
            assert (await page.receive(10)).type is WSMsgType.BINARY


MALFORMED = (
    b"\x00" * 100,
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET " + b"/" * 100_000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: \xff\r\nCookie: \x00\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"".join(b"A%d: x\r\n" % number for number in range(5000)) + b"\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /ws/- HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    b"GET /%00%ff/..%2f HTTP/1.1\r\nHost: [::1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x",
)


def test_malformed_requests_and_idle_strangers_are_shown_out(draft: Path, server: Server) -> None:
    port = int(server.origin.rpartition(":")[2])
    strangers = []
    try:
        for number in range(300):
            strangers.append(socket.create_connection(("127.0.0.1", port), 5))
            if number % 3 == 0:
                with contextlib.suppress(OSError):
                    strangers[-1].sendall(MALFORMED[number // 3 % len(MALFORMED)])
        with browser() as context:
            page = context.new_page()
            page.goto(server.address)
            shows(page, "已保存")
    finally:
        for one in strangers:
            one.close()
    code, said = server.stop()
    assert code == 0
    assert "Traceback" not in said
    assert "rror" not in said


def test_a_browser_that_was_killed_comes_back_by_a_new_key(draft: Path, server: Server) -> None:
    with browser() as context:
        page = context.new_page()
        page.goto(server.address)
        shows(page, "已保存")
        go_to_total(page)
        page.keyboard.type("99999.99")
        shows(page, "未保存")
    said = server.next_address()
    with browser() as context:
        page = context.new_page()
        assert (used := page.goto(server.address)) is not None
        assert used.status == 403
        page.goto(said)
        assert "正打开着" not in shows(page, "上次有 1 处填写没有保存")


async def test_what_is_not_understood_closes_the_page_and_the_form(draft: Path, server: Server) -> None:
    lock = draft.with_name(f".{draft.name}.lock")
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        secret = await opened(client, server)
        for said in ("[", "{}", "[[]]", '["stdin", 1]', "[" * 5000):
            async with client.ws_connect(f"{server.origin}/ws/{secret}", headers={"Origin": server.origin}) as page:
                await until(lock.exists)
                await page.send_str('["resize", {"width": 1e999, "height": -1}]')
                await page.send_str(said)
                async with asyncio.timeout(20):
                    async for message in page:
                        assert message.type is WSMsgType.BINARY
                assert page.closed, said
            await until(lambda: not lock.exists())
    assert server.process.poll() is None


async def test_the_form_goes_when_the_server_is_killed(draft: Path, server: Server) -> None:
    lock = draft.with_name(f".{draft.name}.lock")
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        secret = await opened(client, server)
        async with client.ws_connect(f"{server.origin}/ws/{secret}", headers={"Origin": server.origin}):
            await until(lock.exists)
            server.process.kill()
            await until(lambda: not lock.exists())


async def until(true: Callable[[], bool]) -> None:
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("not in time")


def refused(*words: str) -> str:
    done = subprocess.run([*PROGRAM, *words], capture_output=True, encoding="utf-8", timeout=20)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_what_stands_in_the_way_is_a_sentence(draft: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port} 已被占用，请用 --port" in refused(str(draft), "--port", port)
    assert "草稿" in refused(str(tmp_path / "没有这份草稿.toml"))
    assert "不是本机的地址" in refused(str(draft), "--host", "192.0.2.1")
    assert "找不到地址" in refused(str(draft), "--host", "no such name")
    assert "65536" in refused(str(draft), "--port", "65536")


def test_without_the_extra_the_sentence_names_it(draft: Path) -> None:
    block = "import sys; sys.modules['textual_serve'] = None; from tui.cli.main import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", block, "serve", str(draft)], capture_output=True, encoding="utf-8")
    said = "在浏览器中填写需要另装：在程序的文件夹里执行 pip install '.[serve]'"
    assert (done.returncode, done.stderr) == (2, f"{said}\n")


def test_the_form_does_not_load_the_server() -> None:
    look = (
        "import sys, tui.cli.main, tui.serve.driver;"
        "sys.exit('aiohttp' in sys.modules or 'tui.serve.server' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", look]).returncode == 0
