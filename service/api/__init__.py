"""The same use cases as JSON, for other systems."""
