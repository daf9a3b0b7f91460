"""What `quartier check` looks at: each module one field, each function one question with findings as its answer."""
