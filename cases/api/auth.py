"""The front door of the API: who is there, and what a message may be made of.

DRF reads these from its settings while it loads its views, so no view can stand here.
"""

import json
from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request


class Session(SessionAuthentication):
    """The session of the pages; what changes something needs the CSRF token in X-CSRFToken."""

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - DRF's signature
        """Without a scheme to name, DRF would answer 403 where 401 is meant."""
        return 'Session realm="Samenhang"'


class Json(JSONParser):
    """JSON that can also be stored. Python reads half a surrogate pair, which no database takes, and gives up on
    thousands of brackets with an error of its own.
    """

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The value read. Raises ParseError."""
        try:
            found = super().parse(stream, media_type, parser_context)
            json.dumps(found, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError):
            raise ParseError from None
        return found
