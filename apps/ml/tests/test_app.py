import io
import json
import logging
import time

import pytest
from flask.testing import FlaskClient

from tests.pictures import product
from vision.app import create_app
from vision.log import JsonFormatter
from vision.settings import Fault, Settings

TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def client(**config: object) -> FlaskClient:
    return create_app(Settings(version="canary", pod="ml-1", **config)).test_client()


def send(to: FlaskClient, content: bytes, **headers: str):
    return to.post("/analyze", data={"image": (io.BytesIO(content), "picture.png")}, headers=headers)


def test_says_what_a_picture_shows_and_who_said_so() -> None:
    answer = send(client(release="1.0.0"), product("mug"))
    assert answer.status_code == 200
    assert answer.json["category"] == "mug"
    assert answer.json["confidence"] > 0.5
    assert answer.json["path"] == [{"service": "ml", "version": "canary", "release": "1.0.0", "pod": "ml-1"}]
    assert "alternatives" not in answer.json


def test_names_two_alternatives_since_release_1_1() -> None:
    answer = send(client(release="1.1.0"), product("mug")).json
    confidences = [answer["confidence"], *(each["confidence"] for each in answer["alternatives"])]
    assert len(confidences) == 3
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        ({}, 400, "no_picture"),
        ({"image": "text"}, 400, "no_picture"),
        ({"image": (io.BytesIO(b"%PDF-1.7"), "a.png")}, 415, "not_a_picture"),
        ({"image": (io.BytesIO(b"\0" * 3000), "a.png")}, 413, "too_large"),
        ({"image": (io.BytesIO(b"\0" * 100_000), "a.png")}, 413, "too_large"),
    ],
)
def test_refuses(data: dict, status: int, code: str) -> None:
    answer = client(max_upload_bytes=2000).post("/analyze", data=data)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert answer.json["path"][0]["service"] == "ml"


def test_other_paths_and_methods_are_refused_as_json() -> None:
    assert client().get("/nothing").json["error"]["code"] == "not_found"
    assert client().get("/analyze").status_code == 405


def test_fails_as_told_but_stays_healthy() -> None:
    failing = client(fault=Fault(503, 0, 1))
    answer = send(failing, product("mug"))
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "fault")
    assert answer.json["path"][0]["version"] == "canary"
    assert failing.get("/healthz").status_code == 200
    assert failing.get("/readyz").status_code == 200


@pytest.mark.parametrize(("allowed", "status"), [(True, 503), (False, 404)])
def test_fails_for_a_request_that_asks_for_it_only_where_that_is_allowed(allowed: bool, status: int) -> None:
    asking = {"x-fault": "ml@canary:status=503"}
    told = client(faults_by_header=allowed)
    assert told.get("/nothing", headers=asking).status_code == status
    assert told.get("/nothing").status_code == 404
    assert told.get("/readyz", headers=asking).status_code == 200


def test_is_slow_as_told() -> None:
    begin = time.monotonic()
    assert send(client(fault=Fault(None, 0.2, 1)), product("mug")).status_code == 200
    assert time.monotonic() - begin >= 0.2


def test_fails_for_about_the_share_it_is_told() -> None:
    failing = client(fault=Fault(500, 0, 0.5))
    failed = sum(failing.get("/nothing").status_code == 500 for _ in range(400))
    # Six standard deviations to each side.
    assert 140 <= failed <= 260


def test_logs_the_trace_of_a_request(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "vision"):
        send(client(), product("mug"), traceparent=TRACEPARENT, **{"x-request-id": "r-1"})
    line = json.loads(JsonFormatter(service="ml").format(caplog.records[-1]))
    assert line["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert (line["request_id"], line["service"], line["level"]) == ("r-1", "ml", "info")
    assert (line["method"], line["path"], line["status"]) == ("POST", "/analyze", 200)


@pytest.mark.parametrize("bad", ["", "00-0-0-0", "00-" + "0" * 32 + "-00f067aa0ba902b7-01", "x" * 55])
def test_logs_no_trace_that_it_cannot_read(bad: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "vision"):
        client().get("/nothing", headers={"traceparent": bad})
    assert caplog.records[-1].trace_id == ""
