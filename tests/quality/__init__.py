"""Promises about the code itself: layers, sizes, numbers, hosts."""
