"""What the environment says."""

import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass

UNITS = {"ms": 0.001, "s": 1.0}
# One part of the header x-fault: who, after @ which of its versions or pods, and what.
ASKED = re.compile(r"([^@:]+)(?:@([^@:]+))?:(?:delay=(\d{1,3}(?:\.\d+)?))?(?:;?status=([2-5]\d\d))?")


@dataclass(frozen=True)
class Fault:
    """What is done to a share of requests on purpose."""

    status: int | None
    delay: float
    rate: float


@dataclass(frozen=True)
class Settings:
    """Everything that can be set."""

    version: str = "local"
    release: str = "1.1.0"
    pod: str = "local"
    max_upload_bytes: int = 5 * 1024 * 1024
    max_pixels: int = 25_000_000
    fault: Fault = Fault(None, 0, 0)
    faults_by_header: bool = False

    @property
    def hop(self) -> dict[str, str]:
        """Who answers, as a part of every answer's path."""
        return {"service": "ml", "version": self.version, "release": self.release, "pod": self.pod}

    @property
    def tells_alternatives(self) -> bool:
        """Since release 1.1.0 an answer names what the picture may show instead."""
        major, minor, *_ = (int(part) for part in [*re.findall(r"\d+", self.release), "0", "0"])
        return (major, minor) >= (1, 1)


def seconds(text: str) -> float:
    """A duration such as `250ms` or `1.5s` in seconds."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", text)
    if match is None:
        raise ValueError(f'Cannot read "{text}" as a duration such as "250ms" or "1.5s"')
    return float(match[1]) * UNITS[match[2]]


def fault(variables: Mapping[str, str]) -> Fault:
    """The fault that FAULT_STATUS, FAULT_DELAY and FAULT_RATE ask for; rate 0 if they ask for none."""
    status, delay = variables.get("FAULT_STATUS", ""), variables.get("FAULT_DELAY", "")
    if not status and not delay:
        return Fault(None, 0, 0)
    if status and re.fullmatch(r"[45]\d\d", status) is None:
        raise ValueError(f'Cannot read FAULT_STATUS "{status}" as a status from 400 to 599')
    rate = variables.get("FAULT_RATE") or "1"
    if re.fullmatch(r"0(\.\d+)?|1(\.0+)?", rate) is None:
        raise ValueError(f'Cannot read FAULT_RATE "{rate}" as a share from 0 to 1')
    return Fault(int(status) if status else None, seconds(delay) if delay else 0, float(rate))


def asked_fault(header: str, hop: Mapping[str, str]) -> Fault | None:
    """What the header `x-fault` asks of this pod, such as `ml@canary:delay=12;status=200, backend:status=503`.

    The delay is in seconds. What cannot be read is answered with 400.
    """
    for part in header.split(",") if header else ():
        match = ASKED.fullmatch(part.strip())
        if match is None:
            return Fault(400, 0, 1)
        service, which, delay, status = match.groups()
        if service == hop["service"] and which in (None, hop["version"], hop["pod"]):
            return Fault(int(status) if status else None, float(delay or 0), 1)
    return None


def switch(name: str, variables: Mapping[str, str]) -> bool:
    """Whether a variable says `true`; by default it does not."""
    value = variables.get(name) or "false"
    if value not in ("true", "false"):
        raise ValueError(f'Cannot read {name} "{value}" as true or false')
    return value == "true"


def settings(variables: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment gives."""
    return Settings(
        version=variables.get("VERSION") or Settings.version,
        release=variables.get("RELEASE") or Settings.release,
        pod=variables.get("POD_NAME") or socket.gethostname(),
        max_upload_bytes=int(variables.get("MAX_UPLOAD_BYTES") or Settings.max_upload_bytes),
        max_pixels=int(variables.get("MAX_PIXELS") or Settings.max_pixels),
        fault=fault(variables),
        faults_by_header=switch("FAULTS_BY_HEADER", variables),
    )
