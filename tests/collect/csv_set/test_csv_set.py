"""Pilotage's own CSV set: what is written reads back, and one bad row costs one row."""

import csv
import io
from datetime import UTC, datetime

import pytest
from collect.exports import export, reading

from pilotage.collect.csv_set.template import template_files
from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError
from pilotage.facts.tables import TABLES

RECOGNISE = READERS.load()["csv_set"].recognise


def test_the_template_covers_every_table_and_reads_back_whole(tmp_path):
    files = template_files()
    assert set(files) == {f"{name}.csv" for name in TABLES}
    for name, text in files.items():
        table = TABLES[name.removesuffix(".csv")]
        read = reading("csv_set", export(tmp_path, name, _own(text, table.key[0])))
        frame = read.frame(table.name)
        assert (frame.height, read.refused, read.notes) == (1, (), ()), name
        assert tuple(frame.columns) == tuple(table.columns)


def test_the_example_row_of_the_template_is_nobodys_data(tmp_path):
    for name, text in template_files().items():
        read = reading("csv_set", export(tmp_path, name, text))
        assert read.batches == (), name
        assert [(one.rows, one.harmless) for one in read.refused] == [(1, True)], name


def test_a_forgotten_example_row_costs_the_other_rows_nothing(tmp_path):
    text = template_files()["memberships.csv"] + "all,ben,user\n"

    read = reading("csv_set", export(tmp_path, "memberships.csv", text))

    assert [row["member"] for row in read.rows("memberships")] == ["ben"]
    assert read.refused[0].why.startswith("is the example row")


def _own(text, key):
    """Return a template with the key of its example row changed, as somebody fills it in."""
    header, row = csv.reader(text.splitlines())
    place = header.index(key)
    row[place] = f"own-{row[place]}"
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([header, row])
    return made.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separator_and_encoding_do_not_matter(tmp_path, mark, encoding):
    text = f"User{mark}Display Name\r\nana{mark}Ana Sól\r\n"

    read = reading("csv_set", export(tmp_path, "users.csv", text, encoding))

    assert read.rows("users") == [{"user": "ana", "name": "Ana Sól"}]


def test_an_accent_after_a_plain_head_is_read_as_windows_text(tmp_path):
    raw = b"user,name\n" + b"ben,Ben\n" + "ana,Ana Sól\n".encode("cp1252")

    read = reading("csv_set", export(tmp_path, "users.csv", raw))

    assert read.rows("users")[1]["name"] == "Ana Sól"


def test_the_separator_is_read_from_the_header_not_from_the_rows(tmp_path):
    text = "group;name\nall;One, two, three, four\n"

    read = reading("csv_set", export(tmp_path, "groups.csv", text))

    assert read.rows("groups") == [{"group": "all", "name": "One, two, three, four"}]


@pytest.mark.parametrize("opening", ["#TYPE Selected.User\n", "sep=;\n", "\n\n", ";;;\n"])
def test_lines_before_the_header_are_passed_over(tmp_path, opening):
    read = reading("csv_set", export(tmp_path, "users.csv", f"{opening}user;name\nana;Ana\n"))

    assert read.rows("users") == [{"user": "ana", "name": "Ana"}]


def test_a_file_of_any_name_is_known_by_its_columns(tmp_path):
    text = "Mailbox,Up to bytes,items\nana,100,3\n"

    assert RECOGNISE(export(tmp_path, "export (2).csv", text)) == "table mailbox_sizes"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.csv", "Employee,Cost centre\nana,12\n"),
        ("mailboxes.csv", "Report Refresh Date,User Principal Name,Item Count\n"),
        ("applications.csv", "Record Type 1,Application Name\n1,Ledger\n"),
        ("users.json", "user,upn\nana,ana@harbour.example\n"),
        ("nothing.csv", ""),
    ],
)
def test_other_files_are_left_to_other_readers(tmp_path, name, text):
    assert RECOGNISE(export(tmp_path, name, text)) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no header line"),
        ("name,office\nAna,Quay 1\n", "needs the column user; this file has name, office"),
        ("user,name,Name\nana,a,b\n", "two columns 'Name'"),
        ("user,office_location,officelocation\nana,a,b\n", "both mean office"),
    ],
)
def test_a_header_that_cannot_be_used_names_its_columns(tmp_path, text, says):
    with pytest.raises(InputError, match=says) as caught:
        reading("csv_set", export(tmp_path, "users.csv", text))

    assert caught.value.where.startswith("users.csv")


def test_the_sign_in_name_stands_in_for_a_missing_id(tmp_path):
    text = "UserPrincipalName,DisplayName,AccountEnabled\nAna@Harbour.example,Ana,True\n"

    read = reading("csv_set", export(tmp_path, "users.csv", text))

    assert read.rows("users") == [
        {
            "user": "Ana@Harbour.example",
            "upn": "ana@harbour.example",
            "name": "Ana",
            "enabled": True,
        }
    ]


def test_unknown_columns_are_said_and_ignored(tmp_path):
    read = reading("csv_set", export(tmp_path, "users.csv", "user,shoe size\nana,38\n"))

    assert read.rows("users") == [{"user": "ana"}]
    assert read.notes == ("users.csv: users has no column for shoe size; ignored",)


HEADER = "mailbox,size_bytes,has_archive,last_active_at"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("dara,-5,no,", "size_bytes '-5' is below 0"),
        ("dara,many,no,", "size_bytes 'many' is not a whole number"),
        ("dara,9999999999999999999,no,", "is not a whole number"),
        ("dara,1,perhaps,", "has_archive 'perhaps' is neither yes nor no"),
        ("dara,1,no,03/04/2026", "does not tell day from month"),
        ("dara,1,no,31.01.2026", "does not tell day from month"),
        ("dara,1,no,yesterday", "is no date and time"),
        ("dara,1,no,2026-02-30", "is no date and time"),
        (",1,no,", "mailbox is empty"),
        ("ana,1,no,", "has the same mailbox as line 2"),
        ("dara,1", "has 2 values where the header has 4"),
        ("dara,1,no,,,more", "has 6 values where the header has 4"),
        ('dara,"1,no,', "a quotation mark is not closed"),
        ('dara,"1" GB,no,', "a quotation mark is not closed"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_the_rest_is_kept(tmp_path, row, why):
    text = f"{HEADER}\nana,1,yes,\n{row}\nben,2,no,\n"

    read = reading("csv_set", export(tmp_path, "mailboxes.csv", text))

    assert [each["mailbox"] for each in read.rows("mailboxes")] == ["ana", "ben"]
    [refusal] = read.refused
    assert (refusal.where, refusal.rows) == ("mailboxes.csv:3", 1)
    assert why in refusal.why


def test_values_over_several_lines_keep_the_line_numbers_right(tmp_path):
    text = 'group,name\na,"All\nstaff"\n,nobody\n'

    read = reading("csv_set", export(tmp_path, "groups.csv", text))

    assert read.rows("groups") == [{"group": "a", "name": "All\nstaff"}]
    assert read.refused[0].where == "groups.csv:4"


def test_of_many_refusals_the_first_are_listed_and_all_are_counted(tmp_path):
    text = "user\n" + ",\n".join(["ana", *["ana"] * 80])

    read = reading("csv_set", export(tmp_path, "users.csv", text))

    assert sum(refusal.rows for refusal in read.refused) == 80
    assert len(read.refused) == 51


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-01-31", 0),
        ("2026-01-31T18:05", 18),
        ("2026-01-31 18:05:09Z", 18),
        ("2026-01-31T18:05:09.1234567+01:00", 17),
        ("1/31/2026 6:05:09 PM", 18),
        ("/Date(1769882709000)/", 18),
    ],
)
def test_the_usual_ways_to_write_a_moment_mean_the_same_day(tmp_path, written, hour):
    read = reading(
        "csv_set", export(tmp_path, "m.csv", f"mailbox,last_active_at,kind\na,{written},user\n")
    )

    [row] = read.rows("mailboxes")
    moment = row["last_active_at"]
    assert isinstance(moment, datetime)
    assert (moment.date(), moment.hour) == (datetime(2026, 1, 31, tzinfo=UTC).date(), hour)


def test_month_before_day_is_not_assumed_in_a_column_that_contradicts_it(tmp_path):
    text = "mailbox,last_active_at\na,1/12/2026 9:00:00 AM\nb,13/01/2026 9:00:00 AM\n"

    read = reading("csv_set", export(tmp_path, "mailboxes.csv", text))

    assert read.rows("mailboxes") == []
    assert [refusal.where for refusal in read.refused] == ["mailboxes.csv:2", "mailboxes.csv:3"]


def test_year_one_means_never(tmp_path):
    text = "mailbox,last_active_at\nana,0001-01-01T00:00:00Z\n"

    read = reading("csv_set", export(tmp_path, "mailboxes.csv", text))

    assert (read.rows("mailboxes"), read.refused) == (
        [{"mailbox": "ana", "last_active_at": None}],
        (),
    )


@pytest.mark.parametrize(("written", "number"), [("7", 7.0), ("7.25", 7.25), ("7,5", 7.5)])
def test_decimals_may_have_a_comma(tmp_path, written, number):
    read = reading("csv_set", export(tmp_path, "network_links.csv", f"link;up_mbps\na;{written}\n"))

    assert read.rows("network_links") == [{"link": "a", "up_mbps": number}]


@pytest.mark.parametrize("written", ["1,234", "1e9", "NaN", "inf"])
def test_a_number_with_two_meanings_is_refused(tmp_path, written):
    read = reading("csv_set", export(tmp_path, "network_links.csv", f"link;up_mbps\na;{written}\n"))

    assert "is not a number" in read.refused[0].why


def test_lists_are_split_at_semicolons_and_bars(tmp_path):
    text = 'domain,services\na.example,"Email; Teams"\nb.example,Email|Teams|\nc.example,\n'

    read = reading("csv_set", export(tmp_path, "domains.csv", text))

    services = [row["services"] for row in read.rows("domains")]
    assert services == [["Email", "Teams"], ["Email", "Teams"], []]


def test_an_empty_value_of_a_dns_record_says_that_there_is_none(tmp_path):
    text = "domain,name,type,value,ttl_seconds\nharbour.example,_mta-sts.harbour.example,TXT,,\n"

    read = reading("csv_set", export(tmp_path, "dns_records.csv", text))

    [row] = read.rows("dns_records")
    assert (row["value"], row["ttl_seconds"], read.refused) == ("", None, ())


def test_a_policy_keeps_its_line_ends(tmp_path):
    policy = "version: STSv1\nmode: enforce"
    text = f'name,type,value\nmta-sts.harbour.example,MTA-STS,"{policy}"\n'

    [row] = reading("csv_set", export(tmp_path, "dns_records.csv", text)).rows("dns_records")

    assert row["value"] == policy
