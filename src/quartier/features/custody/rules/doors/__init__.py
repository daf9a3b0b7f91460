"""What shows that somebody stood at a cell's door: a printed card, a tag that a telephone reads. Pure."""
