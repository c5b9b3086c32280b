"""Measure: how much time people lost, and how fast the parties answered; never without n."""
