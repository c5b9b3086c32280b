import base64
import time
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from connect.emulator.asking import Standing, in_process
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from emulator import NO_LIMITS, Emulator, Registration
from emulator.sign_in import DEVICE_CODE, JWT_BEARER

SCOPE = "https://graph.example/.default"


def certificate(days=30):
    """Return a key and a certificate that it signed itself, good for so many days from now."""
    key = rsa.generate_private_key(65_537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pilotage-test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    return key, made


@pytest.fixture(scope="module")
def pair():
    return certificate()


@pytest.fixture
def door(tenant, pair):
    """The token endpoint, for an application with a secret and a certificate."""
    app = Registration(certificates=(pair[1],))
    emulator = Emulator(tenant, (app,), Standing(), limits=NO_LIMITS)
    return emulator, in_process(emulator, "https://login.example")


def form(emulator, **changes):
    usual = {
        "client_id": emulator.apps[0].client_id,
        "client_secret": emulator.apps[0].secret,
        "grant_type": "client_credentials",
        "scope": SCOPE,
    }
    return {**usual, **changes}


def post(door, tenant="brightlane.example", **changes):
    emulator, wire = door
    return wire.post(f"/{tenant}/oauth2/v2.0/token", data=form(emulator, **changes))


def assertion(emulator, key, made, **changes):
    claims = {
        "aud": "https://login.example/brightlane.example/oauth2/v2.0/token",
        "iss": emulator.apps[0].client_id,
        "sub": emulator.apps[0].client_id,
        "exp": time.time() + 300,
        **changes,
    }
    print_ = base64.urlsafe_b64encode(made.fingerprint(hashes.SHA256())).decode().rstrip("=")
    return jwt.encode(claims, key, algorithm="PS256", headers={"x5t#S256": print_})


def test_a_secret_earns_a_token_that_opens_graph(door):
    token = post(door).json()["access_token"]

    known = {"authorization": f"Bearer {token}"}
    assert door[1].get("/v1.0/users?$top=1", headers=known).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "number"),
    [
        ({"client_secret": "wrong"}, 401, 7000215),
        ({"client_id": "nobody"}, 400, 700016),
        ({"scope": "User.Read"}, 400, 1002012),
        ({"grant_type": "password"}, 400, 70003),
        ({"tenant": "elsewhere.example"}, 400, 90002),
    ],
    ids=["secret", "application", "scope", "grant", "tenant"],
)
def test_what_is_wrong_at_the_door_is_named_by_its_number(door, changes, status, number):
    answer = post(door, **changes)

    assert answer.status_code == status
    assert answer.json()["error_codes"] == [number]


def test_a_secret_that_has_ended_is_named_so(tenant):
    app = Registration(secret_expired=True)
    emulator = Emulator(tenant, (app,), Standing())

    answer = post((emulator, in_process(emulator, "https://login.example")))

    assert answer.json()["error_codes"] == [7000222]


def test_a_certificate_earns_a_token(door, pair):
    signed = assertion(door[0], *pair)

    answer = post(door, client_secret="", client_assertion=signed, client_assertion_type=JWT_BEARER)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "changes",
    [{"aud": "https://login.example/other"}, {"iss": "somebody"}, {"exp": 1}],
    ids=["audience", "issuer", "ended"],
)
def test_an_assertion_for_something_else_is_refused(door, pair, changes):
    signed = assertion(door[0], *pair, **changes)

    answer = post(door, client_secret="", client_assertion=signed, client_assertion_type=JWT_BEARER)

    assert answer.status_code == 401


def test_an_assertion_signed_by_another_key_is_refused(door, pair):
    other, _ = certificate()
    signed = assertion(door[0], other, pair[1])

    answer = post(door, client_secret="", client_assertion=signed, client_assertion_type=JWT_BEARER)

    assert answer.json()["error_codes"] == [700027]


def test_a_certificate_that_has_ended_is_refused(tenant):
    key, made = certificate(days=-1)
    emulator = Emulator(tenant, (Registration(certificates=(made,)),), Standing())
    door = (emulator, in_process(emulator, "https://login.example"))

    signed = assertion(emulator, key, made)

    answer = post(door, client_secret="", client_assertion=signed, client_assertion_type=JWT_BEARER)
    assert "expired" in answer.json()["error_description"]


@pytest.mark.parametrize(
    ("approved", "error"),
    [(None, "authorization_pending"), (False, "authorization_declined"), (True, None)],
    ids=["waiting", "declined", "entered"],
)
def test_a_device_code_waits_for_the_person(door, approved, error):
    emulator, wire = door
    emulator.sign_in.approved = approved
    asked = {"client_id": emulator.apps[0].client_id, "scope": SCOPE}
    code = wire.post("/brightlane.example/oauth2/v2.0/devicecode", data=asked).json()

    answer = post(door, grant_type=DEVICE_CODE, device_code=code["device_code"]).json()

    assert answer.get("error") == error
    assert ("access_token" in answer) is (error is None)


def test_a_refresh_token_earns_the_next_token(door):
    emulator, wire = door
    asked = {"client_id": emulator.apps[0].client_id, "scope": SCOPE}
    code = wire.post("/brightlane.example/oauth2/v2.0/devicecode", data=asked).json()
    first = post(door, grant_type=DEVICE_CODE, device_code=code["device_code"]).json()

    again = post(door, grant_type="refresh_token", refresh_token=first["refresh_token"]).json()

    assert again["access_token"] != first["access_token"]


def test_the_addresses_of_the_sign_in_can_be_asked(door):
    said = door[1].get("/brightlane.example/v2.0/.well-known/openid-configuration").json()

    assert said["token_endpoint"] == "https://login.example/brightlane.example/oauth2/v2.0/token"


def test_secrets_are_not_shown():
    assert "emulated-secret" not in repr(Registration())
