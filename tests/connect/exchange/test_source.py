"""Exchange Online, asked over HTTP, gives the files of an export."""

import pytest
from connect.exchange.server import refusal, serving
from harbour import NOW

from pilotage.assess.settings import was_read
from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import Answers
from pilotage.connect.exchange import KIND
from pilotage.facts.errors import SourceBusy, SourceDenied
from pilotage.facts.tables import (
    ARCHIVES,
    DOMAINS,
    HOLDS,
    MAILBOX_PERMISSIONS,
    MAILBOXES,
    SETTINGS,
)


def quiet(what, done, of):
    pass


def collected(source, folder):
    answers = Answers(folder)
    source.collect(answers, quiet)
    answers.complete(kind="exchange", connection="mail", tenant="harbour")
    return read_folder([folder], side="source", taken_at=NOW).snapshot


def rows(snapshot, table, *columns):
    return snapshot.rows(table).select(columns).rows()


def test_mailboxes_come_with_sizes_forwarding_and_every_address(source, tmp_path):
    snapshot = collected(source, tmp_path / "answers")

    columns = ("mailbox", "kind", "size_bytes", "forwards_to")
    assert rows(snapshot, MAILBOXES, *columns) == [
        ("id-ana", "user", 1536, None),
        ("id-ben", "user", 1536, "ana@harbour.example"),
        ("id-orders", "shared", 1536, None),
    ]
    assert not snapshot.captures["mailboxes"].missing


def test_all_three_rights_are_read_and_names_become_ids(source, tmp_path):
    snapshot = collected(source, tmp_path / "answers")

    assert rows(snapshot, MAILBOX_PERMISSIONS, "mailbox", "trustee", "right") == [
        ("id-ben", "id-ana", "send_on_behalf"),
        ("id-orders", "id-ana", "full_access"),
        ("id-orders", "id-ben", "send_as"),
    ]


def test_holds_and_archives_are_read(source, tmp_path):
    snapshot = collected(source, tmp_path / "answers")

    assert rows(snapshot, HOLDS, "mailbox", "hold", "kind") == [
        ("id-orders", "UniH7d1d", "ediscovery"),
        ("id-orders", "litigation", "litigation"),
        ("id-orders", "mbx9696:1", "retention"),
    ]
    assert rows(snapshot, ARCHIVES, "mailbox", "auto_expanding") == [("id-ana", True)]


def test_settings_come_as_areas_that_checks_know(source, tmp_path):
    snapshot = collected(source, tmp_path / "answers")

    assert was_read(snapshot, "remote_domains", "Get-RemoteDomain")
    assert was_read(snapshot, "outbound_connectors", "Get-OutboundConnector")
    assert rows(snapshot, DOMAINS, "domain") == [("harbour.example",)]
    areas = set(snapshot.rows(SETTINGS)["area"])
    assert {"transport_config", "smtp_auth_mailboxes", "commands"} <= areas


def test_only_cmdlets_that_read_are_run(source, exchange, tmp_path):
    collected(source, tmp_path / "answers")

    assert {cmdlet.partition("-")[0] for cmdlet, _ in exchange.asked} == {"Get"}


def test_mailboxes_are_asked_ten_to_a_request(source, exchange, tmp_path):
    collected(source, tmp_path / "answers")

    lists = [cmdlet for cmdlet, parameters in exchange.asked if "Identity" not in parameters]
    assert exchange.requests == len(lists) + 3


def test_a_refused_setting_is_withheld_and_ends_nothing(source, exchange, tmp_path):
    def no_rules(cmdlet, parameters):
        return (403, refusal("no role")) if cmdlet == "Get-TransportRule" else None

    exchange.fault = no_rules

    snapshot = collected(source, tmp_path / "answers")

    assert not was_read(snapshot, "transport_rule", "Get-TransportRule")
    assert was_read(snapshot, "remote_domains", "Get-RemoteDomain")
    [why] = snapshot.rows(SETTINGS).filter(area="withheld")["value"]
    assert "no role" in why
    assert "Exchange.ManageAsApp" in why


def test_refused_mailboxes_leave_rights_and_sizes_unknown(source, exchange, tmp_path):
    def no_mailboxes(cmdlet, parameters):
        return (403, refusal("no role")) if cmdlet == "Get-Mailbox" else None

    exchange.fault = no_mailboxes

    snapshot = collected(source, tmp_path / "answers")

    for table in (MAILBOXES, MAILBOX_PERMISSIONS, ARCHIVES):
        assert snapshot.captures[table.name].missing


def test_a_mailbox_that_fails_makes_the_table_incomplete_and_keeps_the_others(
    source, exchange, tmp_path
):
    del exchange.of["Get-MailboxPermission", "id-ben"]

    snapshot = collected(source, tmp_path / "answers")

    missing = snapshot.captures["mailbox_permissions"].missing
    assert "failed for 1 of 3 mailboxes" in missing
    assert "couldn't be found" in missing
    assert ("id-orders", "id-ana", "full_access") in rows(
        snapshot, MAILBOX_PERMISSIONS, "mailbox", "trustee", "right"
    )


def test_parts_of_a_batch_that_are_too_many_are_asked_again(source, exchange, tmp_path):
    refused = set()

    def once(cmdlet, parameters):
        key = (cmdlet, *parameters.items())
        if "Identity" in parameters and key not in refused:
            refused.add(key)
            return 429, refusal("slow down")
        return None

    exchange.fault = once

    snapshot = collected(source, tmp_path / "answers")

    assert len(refused) == 7
    assert not snapshot.captures["mailbox_permissions"].missing


def test_a_killed_collection_goes_on_at_its_page(source, exchange, tmp_path):
    class Killed(Exception):
        pass

    def killed(what, done, of):
        if done == 3:
            raise Killed

    folder = tmp_path / "answers"
    with pytest.raises(Killed):
        source.collect(Answers(folder), killed)
    before = len(exchange.asked)

    snapshot = collected(source, folder)

    again = {cmdlet for cmdlet, _ in exchange.asked[before:]}
    assert again == {"Get-MailboxStatistics"}
    assert len(snapshot.rows(MAILBOX_PERMISSIONS)) == 3


def test_a_link_to_another_host_is_not_followed(source, exchange, tmp_path):
    def elsewhere(cmdlet, parameters):
        if cmdlet != "Get-TransportRule":
            return None
        return 200, {"value": [], "@odata.nextLink": "https://elsewhere.example/adminapi"}

    exchange.fault = elsewhere

    snapshot = collected(source, tmp_path / "answers")

    [why] = snapshot.rows(SETTINGS).filter(area="withheld")["value"]
    assert "another host" in why


def test_a_redirect_is_not_followed(source, exchange, tmp_path):
    def moved(cmdlet, parameters):
        return (302, {}) if cmdlet == "Get-TransportRule" else None

    exchange.fault = moved

    snapshot = collected(source, tmp_path / "answers")

    [why] = snapshot.rows(SETTINGS).filter(area="withheld")["value"]
    assert "not followed" in why
    assert "exchange-script" in why


def test_a_service_that_never_has_time_ends_and_keeps_what_came(source, exchange, tmp_path):
    def never(cmdlet, parameters):
        return (503, refusal("later")) if cmdlet == "Get-MailboxStatistics" else None

    exchange.fault = never
    answers = Answers(tmp_path / "answers")

    with pytest.raises(SourceBusy):
        source.collect(answers, quiet)

    assert answers.stream("full_access").ended
    assert answers.effort["sizes"].retries > 0


def test_what_a_mailbox_is_not_known_for_stays_as_it_is_named(source, exchange, tmp_path):
    exchange.lists["Get-Mailbox"][0]["ForwardingAddress"] = "Supplier"

    snapshot = collected(source, tmp_path / "answers")

    assert rows(snapshot, MAILBOXES, "forwards_to")[0] == ("supplier",)


def test_pages_that_go_in_circles_end(source, exchange, tmp_path):
    def round_and_round(cmdlet, parameters):
        if cmdlet != "Get-TransportRule":
            return None
        link = f"{source.endpoint}/adminapi/beta/{source.tenant}/InvokeCommand?$skiptoken=0"
        return 200, {"value": [{"Name": "one"}], "@odata.nextLink": link}

    exchange.fault = round_and_round

    snapshot = collected(source, tmp_path / "answers")

    [why] = snapshot.rows(SETTINGS).filter(area="withheld")["value"]
    assert "circles" in why
    assert not was_read(snapshot, "transport_rule", "Get-TransportRule")


def test_rights_of_one_mailbox_that_fill_more_than_a_page_come_whole(source, exchange, tmp_path):
    one = {"AccessRights": ["FullAccess"], "Deny": False, "IsInherited": False}
    many = [{"User": f"person{number}@harbour.example", **one} for number in range(5)]
    exchange.of["Get-MailboxPermission", "id-ben"] = many

    snapshot = collected(source, tmp_path / "answers")

    found = rows(snapshot, MAILBOX_PERMISSIONS, "mailbox", "right")
    assert found.count(("id-ben", "full_access")) == 5
    assert not snapshot.captures["mailbox_permissions"].missing


def test_rights_whose_second_page_is_refused_are_incomplete(source, exchange, tmp_path):
    def no_more(cmdlet, parameters):
        if cmdlet != "Get-MailboxPermission":
            return None
        return 200, {"value": [], "@odata.nextLink": "https://elsewhere.example/adminapi"}

    exchange.fault = no_more

    snapshot = collected(source, tmp_path / "answers")

    assert "failed for 3 of 3" in snapshot.captures["mailbox_permissions"].missing


@pytest.mark.parametrize("key", ["days", "calendars", "since"])
def test_what_only_graph_can_be_told_is_no_setting(key):
    assert key not in {setting.key for setting in KIND.settings}


def test_probe_says_of_each_cmdlet_whether_it_may_be_run(source, exchange):
    def no_rules(cmdlet, parameters):
        return (403, refusal("no role")) if cmdlet == "Get-TransportRule" else None

    exchange.fault = no_rules

    probes = {probe.ask.id: probe for probe in source.probe()}

    assert set(probes) == {ask.id for ask in KIND.asks}
    assert [id for id, probe in probes.items() if not probe.readable] == ["transport_rule"]
    assert "role" in probes["transport_rule"].fix


def test_a_wrong_secret_is_refused_without_being_shown(exchange, tmp_path):
    with serving(exchange, tmp_path) as settings:
        source = KIND.open({**settings, "secret": "not-the-secret"})
        with pytest.raises(SourceDenied) as caught:
            list(source.probe())

    assert "sign-in was refused" in str(caught.value)
    assert "not-the-secret" not in f"{caught.value!r} {source!r}"
