"""Static files with names that change with their content, compressed once.

WhiteNoise compresses at the highest level, which costs half a minute at the first start; two levels lower
the files are a few per cent larger and the wait is gone.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import brotli
from django.apps import apps
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

QUALITY = 7  # of 11


class QuickCompressor(Compressor):  # type: ignore[misc]
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=QUALITY))


@cache
def _own_folders() -> frozenset[str]:
    """First folders of our own static files: each app's are below its name."""
    ours = (config.name for config in apps.get_app_configs() if config.name.startswith("quartier."))
    return frozenset(name.rpartition(".")[2] for name in ours)


class Statics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True  # our ES modules import each other by their changed names

    def url_converter(
        self, name: str, hashed_files: Any, template: str | None = None
    ) -> Callable[[re.Match[str]], str]:
        """Scripts of libraries stay as they are: what looks like an import there may be a comment or a string."""
        if name.endswith(".js") and name.partition("/")[0] not in _own_folders():
            return lambda match: str(match["matched"])
        return cast(Callable[[re.Match[str]], str], super().url_converter(name, hashed_files, template))

    def create_compressor(self, **kwargs: object) -> Compressor:
        return QuickCompressor(**kwargs)
