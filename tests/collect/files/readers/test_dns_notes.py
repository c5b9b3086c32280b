from collect.exports import export, reading

HEADER = "domain,name,type,says\n"


def notes(tmp_path, *rows):
    """Return the notes that a file with these rows gives."""
    return reading("dns_notes", export(tmp_path, "dns_notes.csv", HEADER + "\n".join(rows))).notes


def test_says_of_which_record_a_note_is(tmp_path):
    assert notes(
        tmp_path,
        'harbour.example,mail.harbour.example,A,"not answered: resolver, 192.0.2.1"',
        "quay.example,quay.example,,nobody answers for this domain",
    ) == (
        "A of mail.harbour.example: not answered: resolver, 192.0.2.1",
        "quay.example: nobody answers for this domain",
    )


def test_many_notes_are_counted(tmp_path):
    said = notes(tmp_path, *(f"d{number}.example,d{number}.example,MX,x" for number in range(60)))

    assert len(said) == 51
    assert said[-1] == "dns_notes.csv holds 10 notes more"


def test_a_broken_row_is_refused_and_the_others_are_kept(tmp_path):
    file = export(tmp_path, "dns_notes.csv", f"{HEADER}one,two\na.example,a.example,MX,fine\n")
    given = reading("dns_notes", file)

    assert given.notes == ("MX of a.example: fine",)
    assert [refused.where for refused in given.refused] == ["dns_notes.csv:2"]
