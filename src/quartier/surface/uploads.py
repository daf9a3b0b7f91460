"""How much a request may bring along: judged by its length, before a byte of it is read or kept."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from quartier.core.files.rules.types import MOST_BYTES

FORM = 1024 * 1024  # what a form's own fields may take beside its files
AT_ONCE = 5  # files in one form
FOR_STAFF = "/console/"  # imports are larger, and whoever is there has signed in


class Bounded(FileUploadHandler):
    """First in the row: refuses what is too long with 400; everything else goes on to the handlers after it."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: Any = None,
    ) -> None:
        path = self.request.path if self.request is not None else ""
        if not path.startswith(FOR_STAFF) and content_length > AT_ONCE * MOST_BYTES + FORM:
            raise RequestDataTooBig("the request brings more than its page takes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
