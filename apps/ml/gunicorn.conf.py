"""How gunicorn runs the application. WEB_CONCURRENCY (workers) and PORT come from the environment."""

import os

from vision.settings import settings

_settings = settings()

bind = f"{os.environ.get('HOST', '0.0.0.0')}:{os.environ.get('PORT', '5001')}"
worker_class = "gthread"
threads = 4
# The sidecar keeps idle connections for an hour; whoever closes first must be the sidecar.
keepalive = 3660
# After the five seconds of preStop, 25 of the pod's 30 are left.
graceful_timeout = 20
timeout = 30
# Heartbeats are files, and only /tmp can be written.
worker_tmp_dir = "/tmp"
control_socket_disable = True
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "vision.log.JsonFormatter",
            "service": "ml",
            "version": _settings.version,
            "release": _settings.release,
            "pod": _settings.pod,
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["out"], "propagate": False},
        "vision": {
            "level": os.environ.get("LOG_LEVEL", "info").upper(),
            "handlers": ["out"],
            "propagate": False,
        },
    },
}
