"""What the service is about: applications, decisions, and the rules that hold for them."""
