"""What `tools/docs.py` is made of: the generated pages, the checks, the build."""
