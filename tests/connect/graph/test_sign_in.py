import threading
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from connect.graph.wire import NOW, collected, emulated, wired
from cryptography import x509
from cryptography.fernet import Fernet
from emulator import Registration

from pilotage.connect.answers import Answers
from pilotage.connect.graph import KIND
from pilotage.connect.graph.clouds import CLOUDS
from pilotage.connect.graph.sign_in import certificate
from pilotage.connect.graph.source import open_graph
from pilotage.connect.graph.token_cache import TokenCache
from pilotage.connect.vault import Vault
from pilotage.facts.errors import InputError, SourceBusy, SourceDenied

LATER = datetime.now(UTC) + timedelta(days=300)


def pem(folder, not_after=LATER, key=trustme.KeyType.RSA):
    """Return a file with a key and its certificate, and the certificate."""
    made = trustme.CA().issue_cert("pilotage.example", not_after=not_after, key_type=key)
    file = folder / "app.pem"
    made.private_key_and_cert_chain_pem.write_to_path(str(file))
    return file, x509.load_pem_x509_certificate(file.read_bytes())


def test_signs_in_with_a_certificate(tmp_path):
    file, public = pem(tmp_path)
    app = Registration(secret="", certificates=(public,))
    with wired(emulated(apps=(app,)), tmp_path) as wire:
        source = wire.source(sign_in="certificate", certificate_file=str(file))
        assert source.sign_in.token()


def test_a_certificate_that_is_not_the_applications_is_refused(tmp_path):
    file, _ = pem(tmp_path)
    with wired(emulated(), tmp_path) as wire:
        source = wire.source(sign_in="certificate", certificate_file=str(file))
        with pytest.raises(SourceDenied, match="sign-in was refused"):
            source.sign_in.token()


def test_a_certificate_that_has_ended_is_said_without_asking(tmp_path):
    file, _ = pem(tmp_path, datetime(2024, 3, 1, tzinfo=UTC))
    with pytest.raises(InputError, match="ended on 2024-03-01"):
        certificate(file, "", NOW)


def test_a_key_that_the_sign_in_does_not_take_is_said(tmp_path):
    file, _ = pem(tmp_path, key=trustme.KeyType.ECDSA)
    with pytest.raises(InputError, match="is not RSA"):
        certificate(file, "", NOW)


@pytest.mark.parametrize(
    ("content", "says"), [(None, "cannot be read"), (b"odd", "does not open as a private key")]
)
def test_a_file_that_is_no_certificate_is_said(tmp_path, content, says):
    file = tmp_path / "app.pem"
    if content:
        file.write_bytes(content)
    with pytest.raises(InputError, match=says):
        certificate(file, "", NOW)


def test_a_person_signs_in_on_another_device(tmp_path):
    told = []
    with wired(emulated(), tmp_path) as wire:
        settings = {**wire.settings, "sign_in": "device code", "secret": ""}
        source = open_graph(settings, told.append)
        first = source.sign_in.token()
        assert source.sign_in.token() == first
        assert source.sign_in.token(first) != first

    assert len(told) == 1
    assert "code" in told[0].lower()


def test_a_token_is_kept_and_replaced_when_graph_refuses_it(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        sign_in = wire.source().sign_in
        first = sign_in.token()
        assert sign_in.token() == first
        second = sign_in.token(first)
        assert sign_in.token(first) == second
        assert wire.emulator.counts.requests["token"] == 2

    assert first != second


def test_many_threads_that_are_refused_renew_a_token_once(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        sign_in = wire.source().sign_in
        old = sign_in.token()
        threads = [threading.Thread(target=sign_in.token, args=(old,)) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert wire.emulator.counts.requests["token"] == 2


def test_tokens_that_end_early_do_not_end_a_collection(tmp_path):
    with wired(emulated(token_seconds=20), tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")
        assert wire.emulator.counts.requests["token"] > 1

    assert not answers.withheld


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"secret": "wrong-secret-value"}, "The secret is wrong"),
        ({"client_id": "00000000-0000-0000-0000-00000000dead"}, "No application has"),
        ({"tenant": "nowhere.example"}, "Check tenant, and cloud"),
    ],
)
def test_a_refused_sign_in_says_what_to_do_and_no_secret(tmp_path, settings, says):
    with wired(emulated(), tmp_path) as wire:
        source = wire.source(**settings)
        with pytest.raises(SourceDenied, match=says) as denied:
            source.collect(Answers(tmp_path / "answers"), lambda what, done, of: None)

    secrets = ("wrong-secret-value", wire.settings["secret"])
    assert not [each for each in secrets if each in str(denied.value) or each in repr(source)]


def test_a_sign_in_that_is_not_there_is_busy_and_bounded(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        source = wire.source(authority="https://localhost:9")
        source.sign_in.wire = type(source.sign_in.wire)(source.verify, source.clock)
        with pytest.raises(SourceBusy, match="sign-in: localhost cannot be reached"):
            source.sign_in.token()


def test_a_sign_in_that_is_not_trusted_is_denied(tmp_path):
    (tmp_path / "other.pem").write_bytes(trustme.CA().cert_pem.bytes())
    with wired(emulated(), tmp_path) as wire:
        source = wire.source(ca_file=str(tmp_path / "other.pem"))
        with pytest.raises(SourceDenied, match="localhost is not trusted"):
            source.sign_in.token()


def test_tokens_are_kept_sealed_and_used_again(tmp_path):
    vault, file = Vault(Fernet.generate_key()), tmp_path / "tokens"
    with wired(emulated(), tmp_path) as wire:
        first = wire.source().sign_in
        first.cache = TokenCache(file, vault)
        token = first.token()
        again = wire.source().sign_in
        again.cache = TokenCache(file, vault)
        assert again.token() == token
        assert wire.emulator.counts.requests["token"] == 1

    kept = file.read_bytes()
    assert token.encode() not in kept
    assert b"AccessToken" not in kept
    assert file.stat().st_mode & 0o077 == 0


def test_tokens_sealed_with_another_key_are_not_taken(tmp_path):
    file = tmp_path / "tokens"
    file.write_text(Vault(Fernet.generate_key()).seal("{}"))
    cache = TokenCache(file, Vault(Fernet.generate_key()))
    with pytest.raises(InputError, match="sealed with another key"):
        cache.load()


@pytest.mark.parametrize("cloud", CLOUDS)
def test_each_cloud_has_its_own_addresses(cloud):
    source = open_graph(
        {"tenant": "harbour.example", "client_id": "a", "sign_in": "secret", "secret": "s",
         "cloud": cloud}
    )  # fmt: skip
    assert source.endpoint == CLOUDS[cloud].graph
    assert source.sign_in.scope == f"{CLOUDS[cloud].graph}/.default"
    assert source.sign_in.authority == f"{CLOUDS[cloud].login}/harbour.example"


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"endpoint": "http://graph.example"}, "endpoint"),
        ({"authority": "https://me@login.example"}, "authority"),
        ({"ca_file": "/nowhere/ca.pem"}, "/nowhere/ca.pem"),
        ({"days": "365"}, "days"),
        ({"days": "-1"}, "days"),
        ({"secret": ""}, "secret"),
        ({"sign_in": "certificate"}, "certificate_file"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(settings, where):
    good = {"tenant": "harbour.example", "client_id": "a", "sign_in": "secret", "secret": "s"}
    with pytest.raises(InputError) as wrong:
        open_graph({**good, **settings})
    assert wrong.value.where == where


def test_what_is_secret_is_marked_so():
    assert {each.key for each in KIND.settings if each.secret} == {"secret", "certificate_password"}
