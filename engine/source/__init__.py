"""Bytes to plain data with places: YAML and JSON, strictly."""
