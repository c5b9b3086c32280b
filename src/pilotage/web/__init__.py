"""The door for people: one folder per room; a view reads the store, asks the queue, renders."""
