"""Usage reports: two generations of headers, CSV and JSON, concealed names, broken rows."""

import json
from datetime import UTC, datetime

import pytest
from collect.answers import page, read, save
from harbour import SHARED

from pilotage.collect.usage.reports import REPORTS, report_of
from pilotage.facts.errors import InputError

SAMPLES = SHARED / "data" / "usage-report-samples"
HEAD_2021 = (
    "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Created Date,"
    "Last Activity Date,Item Count,Storage Used (Byte),Issue Warning Quota (Byte),"
    "Prohibit Send Quota (Byte),Prohibit Send/Receive Quota (Byte),Deleted Item Count,"
    "Deleted Item Size (Byte),Report Period"
)
ANA_2021 = (
    "2026-01-08,Ana@harbour.example,Ana,False,,2020-01-01,2026-01-07,191,5719031,1,2,"
    "107374182400,25,582157,180"
)
HEAD_NOW = HEAD_2021.replace(
    ",Report Period", ",Deleted Item Quota (Byte),Has Archive,Report Period"
)
ANA_NOW = ANA_2021.replace(",180", ",32212254720,True,180")
HIDDEN = "5535B4D580981B19AD1942C38063507F"
APP_HEAD = (
    "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,"
    "Last Activity Date,Outlook For Web,POP3 App,IMAP4 App,SMTP App,Report Period"
)


def report(folder, *lines, name="getMailboxUsageDetail.csv", encoding="utf-8"):
    (folder / name).write_text("\n".join(lines) + "\n", encoding=encoding)
    return read(folder)


def mailboxes(result):
    return result.snapshot.captures["mailboxes"].frame.rows(named=True)


@pytest.mark.parametrize(
    ("head", "line", "archive"), [(HEAD_2021, ANA_2021, None), (HEAD_NOW, ANA_NOW, True)]
)
def test_mailboxes_are_read_under_both_generations_of_headers(tmp_path, head, line, archive):
    [row] = mailboxes(report(tmp_path, head, line))

    assert row["mailbox"] == "ana@harbour.example"
    assert (row["size_bytes"], row["item_count"], row["deleted_bytes"]) == (5719031, 191, 582157)
    assert row["quota_bytes"] == 107374182400
    assert row["has_archive"] is archive
    assert row["last_active_at"] == datetime(2026, 1, 7, tzinfo=UTC)


def test_a_column_that_the_report_lacks_is_unread_and_said(tmp_path):
    renamed = HEAD_NOW.replace("Last Activity Date", "Letzte Aktivität")
    result = report(tmp_path, renamed, ANA_NOW)

    assert "last_active_at" not in result.snapshot.captures["mailboxes"].read
    assert "no column for mailboxes.last_active_at" in result.notes[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("Storage Used (Byte)", "STORAGE USED (Bytes)"),
        lambda text: text.replace("Item Count", " item count "),
    ],
    ids=["semicolon", "tab", "case", "spacing"],
)
def test_separators_case_and_spacing_do_not_matter(tmp_path, change):
    [row] = mailboxes(report(tmp_path, change(HEAD_NOW), change(ANA_NOW)))

    assert (row["size_bytes"], row["item_count"]) == (5719031, 191)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_seen(tmp_path, encoding):
    [row] = mailboxes(
        report(tmp_path, HEAD_NOW, ANA_NOW.replace("Ana,", "Añá,"), encoding=encoding)
    )

    assert row["name"] == "Añá"


def test_a_broken_row_is_refused_with_its_line_and_the_good_one_is_kept(tmp_path):
    result = report(
        tmp_path,
        HEAD_NOW,
        ANA_NOW.replace("5719031", "-1"),
        ANA_NOW.replace("191", "many"),
        ANA_NOW,
        ANA_NOW.replace("Ana@harbour.example", ""),
        "2026-01-08,half",
    )

    assert len(mailboxes(result)) == 1
    said = {(one.where, one.why) for one in result.snapshot.refused}
    assert said == {
        ("getMailboxUsageDetail.csv:2", "size_bytes is -1, less than 0"),
        ("getMailboxUsageDetail.csv:3", "item_count is 'many', which cannot be read"),
        ("getMailboxUsageDetail.csv:5", "mailbox is empty"),
        ("getMailboxUsageDetail.csv:6", "has 2 values where the header has 17"),
    }


def test_what_is_deleted_is_counted_and_left_out(tmp_path):
    result = report(tmp_path, HEAD_NOW, ANA_NOW.replace("False", "True", 1))

    assert mailboxes(result) == []
    assert result.snapshot.refused[0].why == "the report says that it is deleted"


def test_a_header_that_comes_twice_is_an_input_error(tmp_path):
    twice = HEAD_NOW.replace("Created Date", "Item Count")

    with pytest.raises(InputError, match="Item Count"):
        report(tmp_path, twice, ANA_NOW)


def test_concealed_names_leave_sizes_and_say_how_to_see_the_names(tmp_path):
    result = report(tmp_path, HEAD_NOW, ANA_NOW.replace("Ana@harbour.example", HIDDEN))
    capture = result.snapshot.captures["mailboxes"]

    assert capture.frame["size_bytes"].to_list() == [5719031]
    assert capture.missing.startswith("names are concealed in the report: switch off")


def test_concealed_rows_are_not_needed_beside_another_source(tmp_path):
    (tmp_path / "mailboxes.csv").write_text("mailbox,size_bytes\nana@harbour.example,7\n")
    result = report(tmp_path, HEAD_NOW, ANA_NOW.replace("Ana@harbour.example", HIDDEN))
    capture = result.snapshot.captures["mailboxes"]

    assert capture.frame["mailbox"].to_list() == ["ana@harbour.example"]
    assert capture.missing == ""
    assert "is not needed" in result.snapshot.refused[-1].why


def test_old_mail_protocols_are_sign_ins_that_cannot_do_mfa(tmp_path):
    result = report(
        tmp_path,
        APP_HEAD,
        "2026-01-08,ana@harbour.example,Ana,False,,2026-01-07,Yes,,Yes,Yes,180",
        "2026-01-08,ben@harbour.example,Ben,False,,2026-01-07,Yes,No,,,180",
        name="apps.csv",
    )
    frame = result.snapshot.captures["sign_ins"].frame

    assert frame.select("user", "client_app", "legacy", "days").rows() == [
        ("ana@harbour.example", "Authenticated SMTP", True, 180),
        ("ana@harbour.example", "IMAP4", True, 180),
    ]


def test_the_json_of_graph_is_the_same_report(tmp_path):
    row = {
        "reportRefreshDate": "2026-01-08",
        "userPrincipalName": "Ana@harbour.example",
        "isDeleted": False,
        "lastActivityDate": "2026-01-07",
        "itemCount": 191,
        "storageUsedInBytes": 5719031,
        "prohibitSendReceiveQuotaInBytes": 107374182400,
        "reportPeriod": "180",
    }
    result = read(save(tmp_path, x=page("Collection(mailboxUsageDetail)", row)))

    [made] = mailboxes(result)
    assert (made["mailbox"], made["size_bytes"]) == ("ana@harbour.example", 5719031)
    assert made["quota_bytes"] == 107374182400


def test_a_report_that_no_table_takes_is_left_and_said(tmp_path):
    with pytest.raises(InputError, match="is a usage report that no table takes"):
        report(tmp_path, "Report Refresh Date,Used Web,Report Period", "2026-01-08,Yes,7")


def test_a_file_that_only_quotes_a_report_is_no_report(tmp_path):
    row = {"Report Refresh Date": "2026-01-08", "User Principal Name": "a@b.example"}
    quoted = {"samples": [row | {"Item Count": "1", "Storage Used (Byte)": "2"}]}

    with pytest.raises(InputError, match="is no getMailboxUsageDetail: there is no itemcount"):
        read(save(tmp_path, x=quoted))


@pytest.mark.skipif(not SAMPLES.exists(), reason="shared data absent")
def test_the_headers_of_2021_and_the_samples_of_today_are_known():
    old = json.loads((SAMPLES / "graph-docs-2021_report_csv_headers.json").read_text())
    new = json.loads((SAMPLES / "cli-microsoft365_report_responses.json").read_text())
    known = {each.id: each for each in REPORTS}

    for id in known.keys() - {"getTeamsTeamActivityDetail"}:
        found = report_of(old[id.lower()][0].split(","))
        assert found is not None
        assert found.id == id
    seen = {
        found.id
        for sample in new.values()
        for text in sample["csv"]
        if (found := report_of(text.splitlines()[0].split(",")))
    }
    assert seen == known.keys() - {"getTeamsTeamActivityDetail"}
