"""The data behind the rules: vocabularies of kinds, crosswalks into them, mappings of files. YAML, dated, reviewed."""
