"""Health over HTTP: `/healthz` (the process answers) and `/readyz` (it can serve). Each can really fail.

The probes are handed in, so this room knows neither Discord nor the query log's inside.
"""

import asyncio
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
