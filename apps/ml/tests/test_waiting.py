import socket
import time

import pytest

from vision.waiting import GONE, wait


def seconds(wanted: float, client: socket.socket | None) -> float:
    begin = time.monotonic()
    wait(wanted, client)
    return time.monotonic() - begin


def test_waits_as_long_as_it_is_told() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.send(b"a body that nobody has read")
        assert seconds(0.2, ours) >= 0.2
    assert seconds(0.2, None) >= 0.2


@pytest.mark.skipif(GONE == 0, reason="Linux alone can tell")
def test_does_not_wait_for_a_client_that_has_gone() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        theirs.send(b"a body that nobody has read")
        theirs.close()
        assert seconds(30, ours) < 10
