"""Can the business go on while something does not work, and is there a way back?"""
