"""Is it on time, how sure, why, and what is wanted from me."""
