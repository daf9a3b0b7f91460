"""`python -m quartier.outside.witness`: the witness alone, as its operator runs it."""

import sys

from .program import main

sys.exit(main())
