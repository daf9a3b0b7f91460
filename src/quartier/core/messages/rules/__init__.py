"""When a message may leave, what it says, and where to. Pure: time and wishes come in."""
