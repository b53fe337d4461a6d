"""Policies as data, assessed by two independent witnesses."""
