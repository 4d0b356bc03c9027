"""Asking a running process how it is: what the container's health check runs, so it loads next to nothing."""

import http.client
import urllib.error
import urllib.request

ANSWER_WITHIN = 5.0  # seconds a supervisor waits
LOCAL = "127.0.0.1"


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
