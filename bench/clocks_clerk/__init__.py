"""A clerk with a calendar on the wall: deadlines read from the law by counting, never from a rule pack."""
