"""Which files a case takes, and the sentence for each that it does not: what it is, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """`shown`: a browser may draw it in its sandbox; anything else is only downloaded."""

    key: str
    label: str
    mime: str
    shown: bool = False


PDF = FileKind(key="pdf", label="pdf", mime="application/pdf", shown=True)
JPG = FileKind(key="jpg", label="foto", mime="image/jpeg", shown=True)
PNG = FileKind(key="png", label="foto", mime="image/png", shown=True)
DOCX = FileKind(
    key="docx", label="Word", mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)
XLSX = FileKind(key="xlsx", label="Excel", mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
ODT = FileKind(key="odt", label="tekst", mime="application/vnd.oasis.opendocument.text")
ODS = FileKind(key="ods", label="rekenblad", mime="application/vnd.oasis.opendocument.spreadsheet")
TXT = FileKind(key="txt", label="platte tekst", mime="text/plain; charset=utf-8", shown=True)
KINDS = {kind.key: kind for kind in (PDF, JPG, PNG, DOCX, XLSX, ODT, ODS, TXT)}
TAKEN = "pdf, jpg, png, Word (docx), Excel (xlsx), LibreOffice (odt of ods) of platte tekst (txt)"
NOT_KEPT = "Het is niet bewaard."

REFUSALS = {
    "empty": "Dit bestand is leeg. Sla het opnieuw op, of kies een ander bestand",
    "program": f"Dit is een programma, geen stuk. {NOT_KEPT} Vraag de afzender om een pdf",
    "webpage": f"Dit is een webpagina. {NOT_KEPT} Druk de pagina af als pdf en kies die",
    "mail": f"Dit is een e-mailbericht. {NOT_KEPT} Druk het bericht af als pdf, en voeg elke bijlage los toe",
    "old_office": f"Dit is een oud Office-bestand, een Outlook-bericht of een bestand met een wachtwoord. {NOT_KEPT} "
    "Open het en sla het op als pdf",
    "archive": f"Dit is een ingepakt bestand (zip). {NOT_KEPT} Pak het uit en voeg elk stuk los toe",
    "heic": f"Dit is een foto in een soort die niet iedereen kan openen (HEIC of AVIF). {NOT_KEPT} "
    "Sla de foto op als jpg",
    "other_picture": f"Dit soort plaatje kan niet. {NOT_KEPT} Sla het op als jpg, png of pdf",
    "unknown": f"Dit soort bestand kan niet. {NOT_KEPT} Kies een bestand van deze soort: {TAKEN}",
    "broken": f"Dit bestand is beschadigd. {NOT_KEPT} Sla het opnieuw op of vraag de afzender om een nieuw exemplaar",
    "too_heavy": f"Dit bestand is te groot om na te kijken: het wordt bij het openen veel groter. {NOT_KEPT} "
    "Sla het op als pdf of vraag de afzender om een pdf",
    "too_many_pixels": f"Deze foto heeft te veel beeldpunten. {NOT_KEPT} Maak de foto kleiner of scan opnieuw",
    "locked": f"Op dit bestand zit een wachtwoord of een slot. {NOT_KEPT} Haal het slot eraf, of vraag de afzender om "
    "een pdf zonder slot",
    "macros": f"In dit bestand zitten macro’s of andere onderdelen die iets uitvoeren. {NOT_KEPT} Sla het op als pdf",
    "fetches": f"Dit bestand haalt bij het openen iets van internet. {NOT_KEPT} Sla het op als pdf",
    "pdf_script": f"In deze pdf zit een script. {NOT_KEPT} Druk de pdf af als een nieuwe pdf en kies die",
    "pdf_inside": f"In deze pdf zit een ander bestand. {NOT_KEPT} Voeg dat los toe, en druk de pdf af als een nieuwe "
    "pdf",
}


class UploadRefusedError(Exception):
    """The file is refused; `code` is a key of REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        return REFUSALS[self.code]
