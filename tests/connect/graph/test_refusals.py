import pytest

from pilotage.connect.graph.refusals import LONGEST, error_of, missing, refusal
from pilotage.connect.graph.resources import resources

BY_ID = {each.id: each for each in resources()}


def body(code, message=""):
    return {"error": {"code": code, "message": message}}


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C"),
        (400, "AadPremiumLicenseRequired", "The tenant needs Entra ID P2"),
        (400, "BadRequest", "Request not applicable to target tenant."),
        (403, "Forbidden", "The user or tenant does not have a premium license."),
    ],
)
def test_a_licence_that_is_missing_is_told_apart(status, code, message):
    refused = refusal(BY_ID["managedDevices"], error_of(status, body(code, message)))

    assert refused.licence
    assert "the organisation has no Intune" in refused.why


@pytest.mark.parametrize("status", [401, 403])
def test_a_permission_that_is_missing_is_named(status):
    refused = refusal(BY_ID["signIns"], error_of(status, body("Authorization_RequestDenied")))

    assert not refused.licence
    assert "the permission AuditLog.Read.All is missing" in refused.why
    assert "Reports Reader" in refused.why


def test_all_permissions_that_are_needed_together_are_named():
    assert "User.Read.All and AuditLog.Read.All" in missing(BY_ID["signInActivity"])


def test_another_refusal_says_what_graph_said():
    refused = refusal(BY_ID["users"], error_of(400, body("Request_BadRequest", "odd\nlines")))

    assert refused.why == "Graph refused the question (it said 400 Request_BadRequest: odd lines)"


@pytest.mark.parametrize("said", [b"", b"<html>", b"[]", b'{"error": "text"}', {}])
def test_an_error_in_another_shape_is_known_by_its_number(said):
    assert str(error_of(503, said)) == "503"


def test_a_long_message_is_cut():
    assert len(error_of(400, body("a", "long " * 1_000)).message) == LONGEST


@pytest.mark.parametrize(
    ("status", "code"),
    [(410, "anything"), (400, "Directory_ExpiredPageToken"), (400, "syncStateNotFound")],
)
def test_a_token_that_is_no_longer_valid_is_known(status, code):
    assert error_of(status, body(code)).expired


def test_a_plain_refusal_is_not_taken_for_a_stale_token():
    assert not error_of(403, body("Authorization_RequestDenied", "Insufficient")).expired
