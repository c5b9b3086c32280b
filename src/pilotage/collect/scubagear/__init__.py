"""What ScubaGear read from a tenant (its provider export) -> rows.

Source  https://github.com/cisagov/ScubaGear (docs/misc/tooloutputschema.md)
"""
