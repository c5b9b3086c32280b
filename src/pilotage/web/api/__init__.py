"""The pages for scripts: the same records, the same rules, as JSON under ``/api/v1``."""
