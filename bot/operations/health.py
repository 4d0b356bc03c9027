"""Health over HTTP: `/healthz` (the process answers) and `/readyz` (it can serve). Each can really fail.

The probes are handed in, so this room knows neither Discord nor the query log's inside.
"""

import asyncio
import http.client
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Probe = Callable[[], Awaitable[str | None]]
"""Returns None when all is well, else what is wrong in a few words."""

LOCAL = "127.0.0.1"  # for an address such as ":8080"
ANSWER_WITHIN = 5.0  # seconds a supervisor waits


class HealthServer:
    """Serves the health of one process on one address."""

    def __init__(self, address: str, probes: Mapping[str, Probe]) -> None:
        """Take `address` as "host:port" and the probes of readiness by name."""
        self._host, _, port = address.rpartition(":")
        self._port = int(port)
        self._probes = probes
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raise OSError when the address is taken."""
        application = web.Application()
        application.router.add_get("/healthz", self._alive)
        application.router.add_get("/readyz", self._ready)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host or LOCAL, self._port).start()

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _ready(self, _request: web.Request) -> web.Response:
        wrong = {name: said for name, probe in self._probes.items() if (said := await self._ask(probe)) is not None}
        return web.json_response(
            {"status": "degraded" if wrong else "ok", "problems": wrong}, status=503 if wrong else 200
        )

    @staticmethod
    async def _ask(probe: Probe) -> str | None:
        try:
            return await asyncio.wait_for(probe(), ANSWER_WITHIN / 2)
        except TimeoutError:
            return "did not answer in time"


def ask(address: str) -> str | None:
    """Ask a running process whether it is ready; return None or what is wrong. Used by the container's health check."""
    host, _, port = address.rpartition(":")
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy of the environment is for Discord
    try:
        with direct.open(f"http://{host or LOCAL}:{port}/readyz", timeout=ANSWER_WITHIN):
            return None
    except urllib.error.HTTPError as error:
        return f"not ready: {error.read(500).decode(errors='replace')}"
    except (http.client.HTTPException, OSError) as error:
        return f"no answer from {address}: {getattr(error, 'reason', error)}"
