"""Pages of custody: the board, the record, the officer's telephone."""
