"""The shipped packs, held to their worked cases and to what the sources say."""
