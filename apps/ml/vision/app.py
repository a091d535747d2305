"""The web application."""

import logging
import random
import time

from flask import Flask, Response, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException

from vision.model import Model
from vision.pictures import RefusedError, read_picture
from vision.settings import Settings, asked_fault, settings
from vision.tracing import trace
from vision.waiting import wait

HEALTH = frozenset({"/healthz", "/readyz"})
# What a multipart body has besides the picture.
ENVELOPE = 64 * 1024

log = logging.getLogger("vision")


def create_app(config: Settings | None = None) -> Flask:
    """The application; the model is loaded before it answers anything."""
    config = config or settings()
    model = Model()
    app = Flask("vision", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = config.max_upload_bytes + ENVELOPE
    app.config["MAX_FORM_MEMORY_SIZE"] = ENVELOPE

    def failed(status: int, code: str, message: str) -> tuple[Response, int]:
        return jsonify(error={"code": code, "message": message}, path=[config.hop]), status

    @app.before_request
    def fault() -> tuple[Response, int] | None:
        g.begin = time.monotonic()
        asked = asked_fault(request.headers.get("x-fault", ""), config.hop) if config.faults_by_header else None
        due = asked or config.fault
        if request.path in HEALTH or random.random() >= due.rate:
            return None
        wait(due.delay, request.environ.get("gunicorn.socket"))
        if due.status is None:
            return None
        return failed(due.status, "fault", "Fails on purpose: FAULT_STATUS is set, or x-fault asks for it")

    @app.after_request
    def logged(response: Response) -> Response:
        level = logging.DEBUG if request.path in HEALTH else logging.INFO
        details = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "duration_ms": round((time.monotonic() - g.begin) * 1000, 1),
            **trace(request.headers),
        }
        log.log(level, "request", extra=details)
        response.headers["cache-control"] = "no-store"
        return response

    @app.get("/healthz")
    @app.get("/readyz")
    def health() -> Response:
        return jsonify(status="ok", **config.hop)

    @app.post("/analyze")
    def analyze() -> Response:
        upload = request.files.get("image")
        if upload is None:
            raise RefusedError(400, "no_picture", 'There is no picture in the field "image"')
        content = upload.stream.read(config.max_upload_bytes + 1)
        if len(content) > config.max_upload_bytes:
            abort(413)
        best, *others = model.guesses(read_picture(content, config.max_pixels))
        answer = {"category": best.category, "confidence": round(best.confidence, 4), "path": [config.hop]}
        if config.tells_alternatives:
            answer["alternatives"] = [
                {"category": other.category, "confidence": round(other.confidence, 4)} for other in others[:2]
            ]
        return jsonify(answer)

    @app.errorhandler(RefusedError)
    def refused(error: RefusedError) -> tuple[Response, int]:
        return failed(error.status, error.code, error.message)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> tuple[Response, int]:
        if error.code == 413:
            return failed(413, "too_large", f"The picture has more than {config.max_upload_bytes} bytes")
        return failed(error.code or 500, (error.name or "error").lower().replace(" ", "_"), error.description or "")

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[Response, int]:
        log.error("unexpected", exc_info=error, extra=trace(request.headers))
        return failed(500, "internal", "Something went wrong here")

    return app
