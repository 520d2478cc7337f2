"""Keep the garbage collector off what stays for as long as the process lives."""

import gc

# A request of ours makes some tens of thousands of objects that reference counting frees at once. Python's own
# threshold of 700 would look through the young ones some forty times a request, and now and then through all.
YOUNG = 50_000


def warm_up() -> None:
    """Import the pages and the tags of their templates: the first request would, after the heap was frozen."""
    from django.template import engines  # noqa: PLC0415 - the settings must be there first
    from django.urls import get_resolver  # noqa: PLC0415

    _ = get_resolver().url_patterns, engines.all()


def freeze() -> None:
    """Everything loaded so far counts as permanent: a full collection skips it, and a fork shares it untouched.

    Without this every fourth request of a large Django product waits for a collection of some 300 ms (measured on a
    peer); `make bench` shows it in its p95.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
