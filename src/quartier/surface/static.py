"""Static files with names that change with their content, compressed once.

WhiteNoise compresses at the highest level, which costs half a minute at the first start; two levels lower
the files are a few per cent larger and the wait is gone.
"""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

QUALITY = 7  # of 11


class QuickCompressor(Compressor):  # type: ignore[misc]
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=QUALITY))


class Statics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True  # our ES modules import each other by their changed names

    def create_compressor(self, **kwargs: object) -> Compressor:
        return QuickCompressor(**kwargs)
