import pytest
from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.demo import demo_files, planted
from pilotage.store.engagement import read

PEOPLE, SEED = 186, 7


@pytest.fixture(scope="package")
def wrong():
    return planted(PEOPLE)


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo")
    for name, content in demo_files(PEOPLE, SEED, NOW.date()):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return home


@pytest.fixture(scope="package")
def readings(folder):
    return {
        side: read_folder([folder / side], side=side, taken_at=NOW) for side in ("source", "target")
    }


@pytest.fixture(scope="package")
def source(readings):
    return readings["source"].snapshot


@pytest.fixture(scope="package")
def target(readings):
    return readings["target"].snapshot


@pytest.fixture(scope="package")
def engagement(folder):
    return read(folder)
