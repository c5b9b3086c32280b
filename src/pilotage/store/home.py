"""The home folder: one writer at a time, and every file either old or new, never half.

Layout: ``snapshots/<side>-<time>/``, ``engagement.toml``, ``problem.json``, ``plan.json``,
``changes.json`` after a replanning, ``runbooks/wave-N.{html,csv,ics}``, ``report.html``,
``report.xlsx``, ``connections/<name>.json``, ``collections/<name>/`` while collecting.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pilotage.facts.errors import HomeBusy, InputError, NotKnown

LOCK, STAGE, PROMISE = ".lock", ".stage", "promise.json"
MOST_BYTES = 4 * 1024**3


@contextmanager
def writing(home: Path, *, new: bool = True) -> Iterator[Path]:
    """Hold the home folder for writing; it is made if it is not there and may be ``new``.

    What a killed process had promised to put in place is put there first.

    Raises:
        HomeBusy: another process holds it; says which.
        InputError: the folder cannot be made or written.
        NotKnown: there is no such folder, and it may not be new.
    """
    if not new and not home.is_dir():
        raise NotKnown(f"there is no home folder {home}; make one with: pilotage run or collect")
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise InputError(
            f"the home folder cannot be written ({error.strerror})",
            where=str(home),
            fix="Choose another with --home.",
        ) from error
    try:
        _take(handle, home)
        keep_promise(home)
        yield home
    finally:
        os.close(handle)


def _take(handle: int, home: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(handle, 20, 0).decode(errors="replace").strip() or "unknown"
        raise HomeBusy(
            f"{home} is being written by process {holder}; nothing was changed. "
            "Wait until it ends, or choose another folder with --home."
        ) from error
    os.ftruncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)


def keep_promise(home: Path) -> None:
    """Move what was promised to its place, and clear away what was not.

    Stopped anywhere and done again, it gives the same result.
    """
    stage = home / STAGE
    promise = _promise(stage / PROMISE)
    for name in promise.get("move", ()):
        if (stage / name).exists():
            _replace(stage / name, home / name)
    for name in promise.get("drop", ()):
        (home / name).unlink(missing_ok=True)
    (stage / PROMISE).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)


def _promise(path: Path) -> dict[str, list[str]]:
    """Return what was promised; nothing where the promise was never written whole."""
    try:
        promise: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return promise


def _replace(fresh: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        shutil.rmtree(place)
    elif fresh.is_dir():
        place.unlink(missing_ok=True)
    os.replace(fresh, place)


def write_file(path: Path, content: str | bytes) -> None:
    """Replace ``path`` in one step: a reader sees the old content or the new.

    A link keeps pointing where it does. What is no file, such as a pipe, is written to as it is.

    Raises:
        InputError: the path cannot be written; says why.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = ""
    try:
        if _is_device(path):
            path.write_bytes(data)
            return
        real = path.resolve()
        real.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}-")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            os.fchmod(out.fileno(), 0o644)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, real)
    except BaseException as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritable(path, error) from error
        raise


def _is_device(path: Path) -> bool:
    """Tell whether ``path`` is a pipe, a terminal or the like, which must never be replaced."""
    return path.exists() and (not path.is_file() or path.is_relative_to("/dev"))


def read_file(path: Path) -> bytes:
    """Return the content of a file that a person named or that the home folder holds.

    Raises:
        InputError: it cannot be read, or is larger than 4 GB.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError("is larger than 4 GB", where=str(path))
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from error


def write_folder(path: Path, files: Mapping[str, str | bytes]) -> None:
    """Replace the folder ``path`` by one that holds exactly ``files``, in one step."""
    with new_folder(path) as fresh:
        for name, content in files.items():
            write_file(fresh / name, content)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of ``path`` when all went well.

    Where it did not, nothing of it remains and ``path`` is as it was.

    Raises:
        InputError: the folder cannot be made or replaced; says why.
    """
    fresh = _scratch(path)
    try:
        yield fresh
        _swap(fresh, path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _scratch(path: Path) -> Path:
    """Make a folder beside ``path``, so that it can take its place in one step."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}-"))
        made.chmod(0o755)
    except OSError as error:
        raise unwritable(path, error) from error
    return made


def unwritable(path: Path, error: OSError) -> InputError:
    """Return the error that says why ``path`` could not be written."""
    where = str(error.filename2 or error.filename or path)
    return InputError(f"cannot be written ({error.strerror or error})", where=where)


def _swap(fresh: Path, path: Path) -> None:
    """Put ``fresh`` where ``path`` is; what was there before goes away afterwards."""
    if not path.exists():
        fresh.rename(path)
        return
    old = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".old-{path.name}-"))
    path.rename(old / path.name)
    fresh.rename(path)
    shutil.rmtree(old, ignore_errors=True)
