"""What is put into the program when it is printed: whom it trusts, since when, and its sentences.

In the source these are empty, and the sentences come from the file that the web page uses as well.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

POLICY = ""
PRINTED = ""  # the day
WORDS: dict[str, Any] = json.loads((Path(__file__).with_name("words.json")).read_text("utf-8"))
