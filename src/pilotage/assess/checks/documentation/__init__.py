"""Is it written down, owned and still true?"""
