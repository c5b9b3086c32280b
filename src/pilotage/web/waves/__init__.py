"""Who moves when, what if somebody moved in another wave, and who is not ready yet."""
