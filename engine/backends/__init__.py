"""One meaning, several machines: each module here runs the same program its own way."""
