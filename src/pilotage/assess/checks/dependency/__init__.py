"""Is everything known that breaks when something moves?"""
