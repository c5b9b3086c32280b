import pytest
from servers import dovecot as servers_dovecot


@pytest.fixture(scope="session")
def dovecot():
    if why := servers_dovecot.why_not():
        pytest.skip(why)
    with servers_dovecot.dovecot() as server:
        yield server
