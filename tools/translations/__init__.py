"""What `tools/messages.py` is made of: extract, store, checks."""
