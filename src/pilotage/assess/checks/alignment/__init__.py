"""Do the people who decide want the same thing, and have they said so?"""
