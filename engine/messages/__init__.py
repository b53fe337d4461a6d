"""Every message to an author, under its code."""
