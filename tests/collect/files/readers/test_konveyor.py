"""Application lists of Konveyor: whole ones, and those broken on purpose."""

import pytest
from collect.exports import export, opened, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

FOLDER = SHARED / "data" / "konveyor-csv"
HEADER = "Record Type 1,Application Name,Description,Comments,Business Service,Owner\n"
needs_shared = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared data absent")


def test_an_application_keeps_its_service_and_the_address_of_its_owner(tmp_path):
    row = '1, Ledger ,Stock,,Ordering, "Ana Sol <Ana@harbour.example>"\n'

    read = reading("konveyor", export(tmp_path, "apps.csv", HEADER + row))

    assert read.rows("applications") == [
        {
            "application": "Ledger",
            "name": "Ledger",
            "owner": "ana@harbour.example",
            "description": "Stock",
            "service": "Ordering",
        }
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("3,Shop,,,,", "Record Type '3' is neither 1"),
        (",Shop,,,,", "Record Type is empty"),
        (",,,,,", "Record Type is empty"),
        ("1,,Shop,,,", "Application Name is empty"),
        ("2,Ledger,,,,", "a dependency between applications has no table yet"),
        (f"1,Shop,{'x' * 251},,,", "Description is longer than 250 characters"),
        (f"1,{'x' * 121},,,,", "Application Name is longer than 120 characters"),
        ("1, Ledger ,,,,", "has the same application as line 2"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(tmp_path, row, why):
    text = f"{HEADER}1,Ledger,,,,\n{row}\n1,Till,,,,\n"

    read = reading("konveyor", export(tmp_path, "apps.csv", text))

    assert [each["name"] for each in read.rows("applications")] == ["Ledger", "Till"]
    [refusal] = read.refused
    assert refusal.where == "apps.csv:3"
    assert why in refusal.why


def test_a_list_without_record_types_names_the_columns_it_has(tmp_path):
    file = export(tmp_path, "apps.csv", "Application Name,Description,Comments\nLedger,,\n")

    assert READERS.load()["konveyor"].recognise(file) == "applications"
    with pytest.raises(InputError, match="no column Record Type; it has Application Name"):
        reading("konveyor", file)


@needs_shared
@pytest.mark.parametrize(
    ("name", "rows", "refused"),
    [
        ("client_public_templates_template_application_import", 3, 0),
        ("cypress_fixtures_app_import_csv_app_name_with_spaces", 1, 1),
        ("cypress_fixtures_app_import_csv_app_name_with_spaces_21", 1, 1),
        ("cypress_fixtures_app_import_csv_desc_comments_char_limit_rows", 0, 2),
        ("cypress_fixtures_app_import_csv_invalid_record_type_21", 0, 2),
        ("cypress_fixtures_app_import_csv_mandatory_and_empty_row_21", 2, 1),
        ("cypress_fixtures_app_import_csv_missing_application_name", 0, 1),
        ("cypress_fixtures_app_import_csv_template_application_import", 3, 2),
        ("cypress_fixtures_app_import_csv_valid_application_rows", 2, 0),
        ("hack_import-applications_sample-applications", 3, 2),
    ],
)
def test_konveyors_own_files_give_what_konveyor_accepts(name, rows, refused):
    read = reading("konveyor", opened(FOLDER / f"{name}.csv"))

    assert (len(read.rows("applications")), len(read.refused)) == (rows, refused)


@needs_shared
@pytest.mark.parametrize("name", ["invalid_column_schema", "invalid_schema_21"])
def test_konveyors_files_with_wrong_columns_are_refused_whole(name):
    with pytest.raises(InputError, match="no column Record Type"):
        reading("konveyor", opened(FOLDER / f"cypress_fixtures_app_import_csv_{name}.csv"))
