"""From two verdicts that agree to what is issued."""
