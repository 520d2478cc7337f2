"""Celery tasks: three-line bodies around the watcher."""
