"""Phases with what opens and closes them, and the tasks of the plan."""
