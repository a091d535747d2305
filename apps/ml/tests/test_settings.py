import pytest

from vision.settings import Fault, Settings, asked_fault, fault, seconds, settings


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, Fault(None, 0, 0)),
        ({"FAULT_RATE": "0.5"}, Fault(None, 0, 0)),
        ({"FAULT_STATUS": "503"}, Fault(503, 0, 1)),
        ({"FAULT_DELAY": "250ms"}, Fault(None, 0.25, 1)),
        ({"FAULT_STATUS": "429", "FAULT_DELAY": "1.5s", "FAULT_RATE": "0.1"}, Fault(429, 1.5, 0.1)),
        ({"FAULT_STATUS": "", "FAULT_DELAY": "", "FAULT_RATE": ""}, Fault(None, 0, 0)),
    ],
)
def test_reads_faults(variables: dict[str, str], wanted: Fault) -> None:
    assert fault(variables) == wanted


@pytest.mark.parametrize(
    "variables",
    [
        {"FAULT_STATUS": "200"},
        {"FAULT_STATUS": "often"},
        {"FAULT_DELAY": "5"},
        {"FAULT_DELAY": "-1s"},
        {"FAULT_STATUS": "503", "FAULT_RATE": "2"},
        {"FAULT_STATUS": "503", "FAULT_RATE": "10%"},
    ],
)
def test_refuses_a_fault_that_it_cannot_read(variables: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Cannot read"):
        fault(variables)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", None),
        ("backend:status=500", None),
        ("ml@stable:status=500", None),
        ("ml:status=503", Fault(503, 0, 1)),
        ("ml:delay=1.5", Fault(None, 1.5, 1)),
        ("ml@ml-1:status=500", Fault(500, 0, 1)),
        ("backend:delay=1, ml:status=200", Fault(200, 0, 1)),
        ("ml@canary:delay=12;status=200,ml:status=500", Fault(200, 12, 1)),
        ("ml", Fault(400, 0, 1)),
        ("ml:stauts=503", Fault(400, 0, 1)),
        ("ml:status=600", Fault(400, 0, 1)),
        ("backend:delay=soon", Fault(400, 0, 1)),
        ("ml:delay=123456", Fault(400, 0, 1)),
    ],
)
def test_reads_what_a_request_asks(header: str, wanted: Fault | None) -> None:
    assert asked_fault(header, Settings(version="canary", pod="ml-1").hop) == wanted


def test_lets_requests_ask_only_if_told() -> None:
    assert [settings({"FAULTS_BY_HEADER": value}).faults_by_header for value in ("", "false", "true")] == [
        False,
        False,
        True,
    ]
    with pytest.raises(ValueError, match='Cannot read FAULTS_BY_HEADER "yes"'):
        settings({"FAULTS_BY_HEADER": "yes"})


def test_reads_durations() -> None:
    assert [seconds(text) for text in ("0s", "10ms", "2s", "0.5s")] == [0, 0.01, 2, 0.5]


def test_reads_who_it_is() -> None:
    config = settings({"VERSION": "canary", "RELEASE": "1.2.3", "POD_NAME": "ml-canary-x", "MAX_PIXELS": "100"})
    assert config.hop == {"service": "ml", "version": "canary", "release": "1.2.3", "pod": "ml-canary-x"}
    assert config.max_pixels == 100


@pytest.mark.parametrize(("release", "tells"), [("1.0.9", False), ("1.1.0", True), ("2.0.0", True), ("dev", False)])
def test_alternatives_came_with_release_1_1(release: str, tells: bool) -> None:
    assert Settings(release=release).tells_alternatives is tells
