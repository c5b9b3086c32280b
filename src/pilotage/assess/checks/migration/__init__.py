"""Do the two sides fit together?"""
