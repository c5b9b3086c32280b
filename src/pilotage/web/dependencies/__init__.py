"""What breaks when a tie is cut: the map as a picture, as a list, and one unit explained."""
