"""Takes in large files of a form without a name on the disk: they go with the process, however that ends."""

from __future__ import annotations

import tempfile
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessUploadHandler(FileUploadHandler):
    """In place of Django's, whose files have names and outlive a killed process."""

    file: IO[bytes]

    def new_file(self, *args: object, **kwargs: object) -> None:
        """A file of the form begins."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type] # passed on as they come
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - open until the request is over

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it."""
        _ = start
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """All of it has come."""
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        """The browser went away."""
        self.file.close()
