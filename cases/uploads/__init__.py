"""Is this file what it says, and safe to keep? Told by its content, never by its name.

Hostile input is read by `python -m cases.uploads` in a process of its own, without keys or a database, and with limits
on memory and time (`check.py`): what breaks it there breaks no page.
"""
