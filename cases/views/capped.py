"""What is too large is counted and thrown away as it comes in: it never fills the disk, and the form says how big.

Listed in settings.FILE_UPLOAD_HANDLERS, so that it holds for every form.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, TemporaryFileUploadHandler

from cases.actions.document_files import on_the_way

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class CappedMemory(MemoryFileUploadHandler):
    """Small requests stay in memory, as Django does it; they are below any cap."""


class CappedDisk(TemporaryFileUploadHandler):
    """Larger ones go to a temporary file, up to the cap."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """As Django does, in our own folder; its name on the disk holds nothing of the name it came with."""
        on_the_way()
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = TemporaryUploadedFile("stuk", self.content_type, 0, self.charset, self.content_type_extra)
        self.file.name = self.file_name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        """Write up to the cap and drop the rest; the size goes on being counted by the parser."""
        left = settings.UPLOAD_MOST_MB * 1024 * 1024 - start
        if left > 0:
            self.file.write(raw_data[:left])

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """The size is that of all that was sent, not of what was kept."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file
