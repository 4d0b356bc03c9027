import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from bot.operations import health, healthcheck
from bot.operations.health import HealthServer, Probe
from tests.support.process import free_address


async def well() -> str | None:
    return None


async def unwell() -> str | None:
    return "is unwell"


@asynccontextmanager
async def serving(probes: Mapping[str, Probe], address: str = "") -> AsyncIterator[str]:
    address = address or free_address()
    server = HealthServer(address, probes)
    await server.start()
    try:
        yield address
    finally:
        await server.close()


async def asked(address: str) -> str | None:
    return await asyncio.to_thread(healthcheck.ask, address)


async def test_ready_when_every_probe_is_well() -> None:
    async with serving({"gateway": well, "database": well}) as address:
        assert await asked(address) is None


async def test_not_ready_as_soon_as_one_probe_is_unwell_and_only_that_one_is_named() -> None:
    async with serving({"gateway": well, "database": unwell}) as address:
        said = await asked(address)
        assert said is not None
        body = json.loads(said.removeprefix("not ready: "))
        assert body == {"status": "degraded", "problems": {"database": "is unwell"}}


async def test_a_probe_that_never_answers_counts_as_unwell(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent() -> str | None:
        await asyncio.Event().wait()
        return None

    monkeypatch.setattr(health, "ANSWER_WITHIN", 0.4)
    async with serving({"database": silent}) as address:
        said = await asked(address)
        assert said is None or "did not answer in time" in said
        assert said is not None


async def test_alive_although_nothing_is_well() -> None:
    async with serving({"database": unwell}) as address:
        host, port = address.split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET /healthz HTTP/1.0\r\n\r\n")
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        assert answer.startswith(b"HTTP/1.0 200 OK")
        assert json.loads(answer.split(b"\r\n\r\n")[1]) == {"status": "ok"}


async def test_nobody_listening_is_one_sentence() -> None:
    said = await asked(free_address())
    assert said is not None
    assert said.startswith("no answer from 127.0.0.1:")


async def test_something_that_speaks_no_http_is_one_sentence() -> None:
    async def mumble(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"who is there?\r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(mumble, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        said = await asked(f"127.0.0.1:{port}")
    assert said is not None
    assert said.startswith(f"no answer from 127.0.0.1:{port}: ")


async def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://{free_address()}")
    monkeypatch.delenv("no_proxy", raising=False)
    async with serving({"gateway": well}) as address:
        assert await asked(address) is None


async def test_an_address_without_a_host_is_this_machine() -> None:
    address = free_address().replace("127.0.0.1", "")
    async with serving({"gateway": well}, address):
        assert await asked(address) is None


async def test_a_taken_address_is_refused() -> None:
    async with serving({"gateway": well}) as address:
        again = HealthServer(address, {"gateway": well})
        with pytest.raises(OSError, match="in use"):
            await again.start()
        await again.close()
