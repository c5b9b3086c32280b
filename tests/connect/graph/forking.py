"""Collects in a process of its own for each line that comes in, so that it can be killed.

A line is a JSON object: the settings, the folder, the moment at which it began, and how many
seconds pass in one of ours. The id of the process is printed. After another line, which comes
when it was killed, ``done`` is printed where it had ended by itself.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from pilotage.connect.answers import Answers
from pilotage.connect.graph.source import open_graph
from pilotage.connect.graph.throttle import Clock


def collect(asked: dict) -> None:
    """Collect once."""
    speed = asked["speed"]
    source = open_graph(asked["settings"])
    source.now = datetime.fromisoformat(asked["now"])
    source.clock = Clock(lambda: time.monotonic() * speed, lambda s: time.sleep(s / speed))
    source.collect(Answers(Path(asked["folder"])), lambda what, done, of: None)


def main() -> None:
    """Fork for each line, and wait for the child before the next one."""
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            collect(json.loads(line))
            os._exit(0)
        print(child, flush=True)
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        print("done" if status == 0 else f"ended {status}", flush=True)


if __name__ == "__main__":
    main()
