"""Values, expressions and policies in plain Swedish and English."""
