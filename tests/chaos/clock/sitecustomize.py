"""Gives one program a wrong clock: what Python calls time is `CHAOS_CLOCK_SHIFT` seconds off. Put first on PYTHONPATH.

Our own and not libfaketime, which not every machine has. It shifts what Python code asks (`time`, `datetime.now`), not
the kernel's answers to C code. Every moment made is an ordinary `datetime`.
"""

import datetime  # noqa: ICN001 - it is this module that changes
import os
import time

_SHIFT = int(os.environ.get("CHAOS_CLOCK_SHIFT", "0"))
_real_time, _real_ns, _real_local, _real_gm = time.time, time.time_ns, time.localtime, time.gmtime
_Real = datetime.datetime
_off = datetime.timedelta(seconds=_SHIFT)


class _Kind(type(_Real)):
    def __instancecheck__(cls, thing):
        return isinstance(thing, _Real)

    def __subclasscheck__(cls, kind):
        return issubclass(kind, _Real)


class _Shifted(_Real, metaclass=_Kind):
    __slots__ = ()

    def __new__(cls, *parts, **named):
        return _Real(*parts, **named) if cls is _Shifted else _Real.__new__(cls, *parts, **named)

    @classmethod
    def now(cls, tz=None):
        return _Real.now(tz) + _off

    @classmethod
    def today(cls):
        return _Real.today() + _off

    @classmethod
    def utcnow(cls):
        return _Real.now(datetime.UTC).replace(tzinfo=None) + _off


_Shifted.__name__ = _Shifted.__qualname__ = "datetime"
_Shifted.__module__ = "datetime"
if _SHIFT:
    time.time = lambda: _real_time() + _SHIFT
    time.time_ns = lambda: _real_ns() + _SHIFT * 10**9
    time.localtime = lambda seconds=None: _real_local(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: _real_gm(time.time() if seconds is None else seconds)
    datetime.datetime = _Shifted
