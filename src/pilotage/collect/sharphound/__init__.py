"""What SharpHound collected from Active Directory -> rows.

Source  https://github.com/SpecterOps/SharpHoundCommon (OutputTypes)
"""
