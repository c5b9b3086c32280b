"""What needs me, what waits, what runs alone."""
