"""What the house is kept in order with; nothing here runs in an installation."""
