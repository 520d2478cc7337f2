"""How gunicorn runs the web: two processes of four threads, on this machine only unless BIND says otherwise."""

import os
import signal
from pathlib import Path

from socialdomain.heap import freeze, warm_up

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
preload_app = True  # load once, then fork: the processes share what they do not write
graceful_timeout = 10  # seconds a request may still take when we stop
timeout = 60
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # heartbeats, not on a slow disk
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Load what a first request would, the pages and their templates' tags, and freeze it before the processes fork."""
    warm_up()
    freeze()


def post_fork(_server: object, _worker: object) -> None:
    """Until it listens for signals itself, a worker that must stop ends at once.

    It would inherit the parent's handler, lose the signal, and hold up the stop for `graceful_timeout`.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
