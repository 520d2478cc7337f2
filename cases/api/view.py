"""What every answer of the API carries, and the answer where nothing is."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

API_VERSION = "1.0.0"  # semver of /api/v1: a new key raises the middle number (API Design Rules, /core/semver)


class ApiView(APIView):
    """Ours all descend from this. DRF keeps LoginRequiredMiddleware away from them: 401 is theirs to answer."""

    http_method_names = ["get", "head", "post"]

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers["API-Version"] = API_VERSION
        answer.headers["Cache-Control"] = "no-store"
        return answer


class Nowhere(ApiView):
    """Every other address, one with a slash at its end too: there is nothing, and nothing is redirected."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound
