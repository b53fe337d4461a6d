"""The expression language: FEEL text to nodes and back."""
