"""The demo organisation, written and run once for all tests of the doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pilotage.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a command answered: its exit code, and what it printed where."""

    code: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run one command as a person would type it."""

    def run(*words: object) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        printed = capsys.readouterr()
        return Answer(int(ended.value.code or 0), printed.out, printed.err)

    return run


def _quietly(*words: object) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    assert not ended.value.code


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo organisation, as ``pilotage demo`` writes it."""
    folder = tmp_path_factory.mktemp("demo") / "brightlane"
    _quietly("demo", folder, "--people", 60)
    return folder


@pytest.fixture(scope="session")
def home(demo: Path) -> Path:
    """Return a home folder in which ``pilotage run`` has done the main job on the demo."""
    home = demo.parent / "home"
    _quietly("--home", home, "run", demo, "--effort", "quick")
    return home
