"""How log lines look."""

import logging.config
from typing import Any


def configure(config: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG."""
    if config:
        logging.config.dictConfig(config)
