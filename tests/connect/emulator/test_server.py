"""The emulator as a client meets it: over TLS, on two hosts, as a process."""

import json
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from connect.emulator.asking import Standing
from emulator import NO_LIMITS, Clock, Emulator, Mishap, serving

CHECKOUT = Path(__file__).parents[3]
USERS = "/v1.0/users?$top=5&$select=id"


@contextmanager
def served(emulator, folder):
    with (
        serving(emulator, folder) as running,
        httpx.Client(
            verify=ssl.create_default_context(cafile=running.certificate),
            base_url=running.address,
            headers={"Authorization": f"Bearer {emulator.tokens.issue(emulator.apps[0])}"},
        ) as wire,
    ):
        yield running, wire


@pytest.fixture
def emulator(tenant):
    return Emulator(tenant, clock=Standing(), limits=NO_LIMITS)


def test_it_answers_over_tls_and_only_who_trusts_it(emulator, tmp_path):
    with served(emulator, tmp_path) as (running, wire):
        assert wire.get(USERS).status_code == 200
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
            httpx.get(f"{running.address}{USERS}", trust_env=False)


def test_reports_lie_on_another_host(emulator, tmp_path):
    with served(emulator, tmp_path) as (running, wire):
        place = wire.get("/v1.0/reports/getMailboxUsageDetail(period='D7')").headers["location"]
        assert place.startswith(running.elsewhere)
        assert httpx.URL(place).host != httpx.URL(running.address).host
        del wire.headers["Authorization"]
        assert wire.get(place).status_code == 200


def test_a_broken_connection_is_broken_for_the_client(emulator, tmp_path):
    emulator.faults.add(Mishap.CUT, "users")
    with served(emulator, tmp_path) as (_, wire), pytest.raises(httpx.RemoteProtocolError):
        wire.get(USERS)


def test_a_dripping_answer_takes_its_time(emulator, tmp_path):
    emulator.faults.add(Mishap.DRIPPING, "users")
    began = time.monotonic()
    with served(emulator, tmp_path) as (_, wire), wire.stream("GET", USERS) as answer:
        drops = answer.iter_raw()
        assert len(b"".join(next(drops) for _ in range(4))) < 20
        assert time.monotonic() - began >= 0.1


def test_a_huge_answer_goes_on(emulator, tmp_path):
    emulator.faults.add(Mishap.HUGE, "users")
    with served(emulator, tmp_path) as (_, wire), wire.stream("GET", USERS) as answer:
        size = 0
        for part in answer.iter_raw():
            size += len(part)
            if size > 8 * 1024**2:
                break
        assert size > 8 * 1024**2


def test_a_fast_clock_runs_ahead():
    clock = Clock(speed=1000.0)
    began = clock.now()
    clock.sleep(30)

    assert clock.seconds() >= 30
    assert (clock.now() - began).total_seconds() >= 30


def test_the_command_says_how_to_sign_in():
    command = [sys.executable, "-m", "tests.emulator", "--people", "40", "--fault", "busy:1:groups"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=CHECKOUT, text=True) as process:
        try:
            said = json.loads(process.stdout.readline())
            trust = ssl.create_default_context(cafile=said["certificate"])
            with httpx.Client(verify=trust, base_url=said["address"]) as wire:
                form = {
                    "client_id": said["client_id"],
                    "client_secret": said["client_secret"],
                    "grant_type": "client_credentials",
                    "scope": f"{said['address']}/.default",
                }
                got = wire.post(f"/{said['tenant']}/oauth2/v2.0/token", data=form).json()
                wire.headers["Authorization"] = f"Bearer {got['access_token']}"
                assert wire.get(USERS).status_code == 200
                assert wire.get("/v1.0/groups").status_code == 429
        finally:
            process.terminate()
    assert process.returncode == 0
