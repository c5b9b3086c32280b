"""Who is booked where, over all clients."""
