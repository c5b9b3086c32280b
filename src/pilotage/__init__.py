"""Pilotage: a control room for IT migrations.

The rooms, in the order in which a migration walks through them:

    collect -> assess -> dependencies -> plan -> runbook -> coordinate -> communicate
            -> cutover -> support -> measure -> handover

Every room imports ``facts`` and no other room. ``engine`` strings them together,
``store`` remembers what they returned, ``web`` and ``cli`` are the front doors.
"""
