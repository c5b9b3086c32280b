"""Coordinate: people, duties, answers, decisions and gates. Who must act, and by when?"""
