"""The headers that lead a request through every tier."""

import re
from collections.abc import Mapping


def trace_id(headers: Mapping[str, str]) -> str:
    """The trace id of `traceparent`, as W3C Trace Context spells it; empty without a valid one."""
    match = re.fullmatch(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*", headers.get("traceparent", ""))
    return match[1] if match is not None and set(match[1]) != {"0"} else ""


def trace(headers: Mapping[str, str]) -> dict[str, str]:
    """What a log line says of the request."""
    return {"trace_id": trace_id(headers), "request_id": headers.get("x-request-id", "")}
