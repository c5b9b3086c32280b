"""Wires to other people's systems: the only room that opens a socket.

A wire reads what a system says and keeps it as the files of an export (``answers``); how such
files become rows is the business of ``collect``, so that a live answer and a saved one go the
same way. Wires only read. What each asks, and with which rights, is declared as ``Ask``.
"""
