"""Is it better than before, and can everybody do what they could?"""
