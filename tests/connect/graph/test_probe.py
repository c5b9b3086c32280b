from connect.graph.wire import emulated, wired

from pilotage.connect.graph.resources import resources


def test_everything_can_be_asked_at_the_cost_of_a_few_requests(tmp_path):
    with wired(emulated(), tmp_path) as wire:
        probes = list(wire.source(calendars="yes").probe())
        asked = wire.emulator.counts.requests

    assert [each.ask.id for each in probes] == [each.id for each in resources()]
    assert [each.why for each in probes if not each.readable] == []
    assert asked["$batch"] <= 4
    assert set(asked) == {"$batch", "token"}


def test_a_missing_permission_is_named_with_what_to_do(tmp_path):
    tenant = emulated()
    app = tenant.apps[0]
    tenant.as_told(app.client_id, app.without("AuditLog.Read.All"))
    with wired(tenant, tmp_path) as wire:
        found = {each.ask.id: each for each in wire.source().probe()}

    denied = {id for id, each in found.items() if not each.readable}
    assert denied == {"signIns", "directoryAudits", "signInActivity", "userRegistrationDetails"}
    assert "AuditLog.Read.All" in found["signIns"].why
    assert "consent" in found["signIns"].fix


def test_a_missing_licence_is_told_apart_from_a_missing_permission(tmp_path):
    tenant = emulated()
    tenant.tenant.licences = frozenset({"P1"})
    with wired(tenant, tmp_path) as wire:
        found = {each.ask.id: each for each in wire.source().probe()}

    assert "Entra ID P2" in found["roleEligibilityScheduleInstances"].why
    assert "permission" not in found["managedDevices"].why
    assert found["roleAssignments"].readable
