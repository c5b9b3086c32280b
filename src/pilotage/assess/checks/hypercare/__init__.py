"""Are the days after the move staffed, tested and handed to somebody?"""
