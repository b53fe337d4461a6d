"""Laws: what holds of every input, checked over random and over all small ones."""
