"""What somebody typed while their session ended: it goes along through the log-in and comes back in the form.

Nothing is stored on the way: the pages of the log-in carry it, sealed, and after the log-in the session of its writer
holds it, sealed, until they save. Each form says whose it is (`{% csrf_token %}`, see templatetags/own_forms.py), so
that nobody gets the words of a colleague.
"""

import base64
import hashlib
import json
import time
import zlib
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme

from cases.forms.compare import BASIS, OWN
from cases.models import User
from cases.rules.refill import refill

OWNER, FIELD = "van", "getypt"  # the names of hidden inputs; the second is also the key in the session
LONGEST = 200_000  # characters
HOLDS = 10 * 60 * 60  # seconds: a working day, as a session
NONCE = 12  # bytes
PAGES_OWN = frozenset({OWNER, "csrfmiddlewaretoken", "actie"})  # stay as the page has them
_SIGNER = Signer(salt="form-owner")
BACK = "Je was uitgelogd terwijl je bezig was. Wat je invulde, staat weer op deze pagina. Er is nog niets bewaard."
BACK_FILE = " Koos je een bestand? Kies het dan opnieuw."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was filled in: the page it stood on, the address it was posted to, and names with values.

    `at` in seconds since 1970. Never in a log: it may hold anything.
    """

    owner: int
    page: str
    action: str
    pairs: tuple[tuple[str, str], ...]
    files: bool
    at: float


def tag(user: User, page: str) -> str:
    """What a form says of itself: whose it is (signed), and on which page it stands."""
    return f"{_SIGNER.sign(str(user.pk))} {page}"


def kept_of(request: HttpRequest, action: str = "") -> Kept | None:
    """What this post holds; None for a post of no page of ours, and where nothing was filled in."""
    if request.method != "POST" or request.headers.get("HX-Request") or OWNER not in request.POST:
        return None
    signed, _, page = request.POST[OWNER].partition(" ")
    pairs = tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in (OWNER, "csrfmiddlewaretoken")
    )
    typed = any(value.strip() for name, value in pairs if name not in OWN and not name.startswith(BASIS))
    ours = url_has_allowed_host_and_scheme(page, None) and page.startswith("/")
    if not typed or not ours or sum(len(value) for _, value in pairs) > LONGEST:
        return None
    try:
        owner = int(_SIGNER.unsign(signed))
    except (BadSignature, ValueError):
        return None
    return Kept(
        owner=owner,
        page=page,
        action=urlsplit(action or request.get_full_path()).path,
        pairs=pairs,
        files=bool(request.FILES),
        at=time.time(),
    )


def seal(kept: Kept) -> str:
    nonce = get_random_string(NONCE).encode()
    return base64.b64encode(
        nonce + _cipher().encrypt(nonce, zlib.compress(json.dumps(asdict(kept)).encode()), None)
    ).decode()


def unseal(text: str | None, user: User | None = None) -> Kept | None:
    """What was sealed; None for what is not ours, is too old, or belongs to somebody else than `user`."""
    try:
        raw = base64.b64decode(text or "", validate=True)
        found = json.loads(zlib.decompress(_cipher().decrypt(raw[:NONCE], raw[NONCE:], None)))
    except (ValueError, InvalidTag, zlib.error):
        return None
    found["pairs"] = tuple((name, value) for name, value in found["pairs"])
    kept = Kept(**found)
    fits = time.time() - kept.at <= HOLDS and (user is None or user.pk == kept.owner)
    return kept if fits else None


def keep(request: HttpRequest, kept: Kept) -> None:
    """Hold it in the session of its writer."""
    request.session[FIELD] = seal(kept)


def waiting(request: HttpRequest) -> Kept | None:
    """What waits for this colleague; what waits for another is let go."""
    if FIELD not in request.session or not isinstance(request.user, User):
        return None
    kept = unseal(request.session[FIELD], request.user)
    if kept is None:
        del request.session[FIELD]
    return kept


def bring_back(kept: Kept, response: HttpResponse) -> None:
    """Put it into the form of the page that goes out; text without a place stands above it, to copy."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    charset = response.charset
    html, rest = refill(
        response.content.decode(charset), page=kept.page, action=kept.action, pairs=kept.pairs, never=PAGES_OWN
    )
    if rest:
        left = render_to_string("components/kept_text.html", {"texts": rest})
        head, main, tail = html.partition('<main id="inhoud" class="blad" tabindex="-1">')
        html = f"{head}{main}{left}{tail}"
    response.content = html.encode(charset)


def say(request: HttpRequest, kept: Kept) -> None:
    messages.warning(request, BACK + (BACK_FILE if kept.files else ""))


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(b"kept:" + settings.SECRET_KEY.encode()).digest())
