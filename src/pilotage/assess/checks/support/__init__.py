"""Who answers, at every hour, and who if that person cannot?"""
