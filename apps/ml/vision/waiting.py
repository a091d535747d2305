"""Waiting for as long as somebody waits for the answer."""

import select
import time
from socket import socket

# Linux alone tells that a peer has gone without reading what it has sent.
GONE = getattr(select, "POLLRDHUP", 0)


def wait(seconds: float, client: socket | None) -> None:
    """Waits, but not for a client that has gone: a thread that waits for nobody answers nobody else."""
    if client is None:
        time.sleep(seconds)
        return
    gone = select.poll()
    gone.register(client, GONE)
    gone.poll(seconds * 1000)
