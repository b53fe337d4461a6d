"""Which ideas and which people belong together: advisory, never a judgement."""
