"""durable-rules, walled in: it chains booleans in a worker process and sees no data."""
