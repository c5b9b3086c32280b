import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from runbook import moored

from pilotage.facts.runbook import Gate, Kind, Step
from pilotage.runbook.html import write_html

EVERY_KIND = pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)


def page(written=None, engagement=None):
    return write_html(
        written or moored.runbook(), engagement or moored.engagement(), now=moored.NOW
    )


class Attributes(HTMLParser):
    """Collects the tags of a page, with their attributes, and checks that they close."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@EVERY_KIND
def test_the_page_holds_every_step_with_owner_proof_and_way_back(kind):
    written = moored.runbook(kind, last=True)
    text = unescape(page(written))

    for item in written.items:
        assert item.title in text
        if isinstance(item, Step):
            assert item.verify in text
            assert item.undo in text
            assert all(check in text for check in item.checks)
        else:
            assert all(each.says in text for each in item.criteria)


@EVERY_KIND
def test_the_page_loads_nothing_d5(kind):
    text = page(moored.runbook(kind, last=True))
    parsed = Attributes(text)

    loads = [
        (tag, name, value)
        for tag, attributes in parsed.tags
        for name, value in attributes.items()
        if name in {"src", "srcset", "href", "action", "poster", "data"}
        and not re.match(r"#|tel:", value)
    ]
    assert loads == []
    assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in parsed.tags}
    assert not re.search(r"@import|url\(|fetch\(|XMLHttp", text)
    assert "default-src 'none'" in text


def test_tags_close_and_ids_are_unique():
    parsed = Attributes(page())
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]

    assert parsed.open == []
    assert len(ids) == len(set(ids))


def test_every_box_has_a_label_and_works_without_script():
    parsed = Attributes(page())
    boxes = [attrs for tag, attrs in parsed.tags if tag == "input"]
    hidden = [tag for tag, attrs in parsed.tags if "data-script" in attrs and "hidden" in attrs]

    assert len(boxes) > len(moored.runbook().items)
    assert all(box["type"] == "checkbox" and "disabled" not in box for box in boxes)
    assert len(hidden) == 3


def test_numbers_can_be_dialled_and_a_missing_one_is_left_to_be_written():
    engagement = moored.engagement(
        moored.PEOPLE + '[[person]]\nname = "Ben Pier"\nroles = ["helpdesk_lead"]\n'
    )
    text = page(engagement=engagement)

    assert '<a href="tel:+31200000001">+31 20 000 0001</a>' in text
    assert '<a href="tel:+31200000003">+31 20 000 0003</a>' in text
    assert "no number" in text
    assert "if silent: Ben Pier" in text


def test_what_is_no_number_is_shown_but_not_dialled():
    engagement = moored.engagement('[[person]]\nname = "Ana"\nroles = ["lead"]\nphone = "ext. 12"')
    text = page(engagement=engagement)

    assert "ext. 12" in text
    assert "tel:" not in text


def test_times_are_those_of_the_engagement_with_their_zone_d11():
    text = page()

    assert "Fri 6 Feb 2026, 18:00 CET" in text
    assert "Thu 5 Feb" in text
    assert "15:00 CET" in text


def test_a_runbook_without_dates_counts_from_t0_and_says_so():
    text = page(moored.runbook(starts_at=None, ends_at=None))

    assert "The plan has no dates yet" in text
    assert "T-1 h" in text
    assert "Does not fit" not in text


def test_a_window_that_is_too_short_is_said_in_a_word_and_a_shape_r36():
    text = page(moored.runbook(ends_at=moored.OPENS + timedelta(hours=4)))

    assert "&#10007; <b>Does not fit.</b>" in text
    assert 'class="window"' not in text


def test_names_from_outside_are_shown_as_text():
    hostile = '<script>alert("x")</script>'
    migration = {"name": hostile, "client": "}</style>" + hostile}
    engagement = moored.engagement(**migration)
    written = replace(moored.runbook(), title=hostile, members=(hostile,))
    text = page(written, engagement)

    assert hostile not in text
    assert "&lt;script&gt;alert(" in text
    assert text.count("</style>") == 1
    assert text.count("<script>") == 1


def test_demo_data_is_marked():
    assert "Demo data" not in page()
    assert "Demo data" in page(engagement=moored.engagement(demo=True))


def test_the_point_of_no_return_stands_between_its_gate_and_its_step():
    text = page()

    gate = text.index('id="wave-0/g3"')
    door = text.index("Point of no return, about")
    assert gate < door < text.index('id="wave-0/complete-move"')


def test_a_gate_names_both_signers_and_what_cannot_be_waived():
    text = page()
    gates = [item for item in moored.runbook().items if isinstance(item, Gate)]
    fixed = sum(not each.waivable for gate in gates for each in gate.criteria)

    assert "Executive sponsor <b>Ana Quay</b>" in text
    assert "Migration lead <b>Chen Dock</b>" in text
    assert text.count("cannot be waived") == fixed


def test_of_many_who_hold_a_role_two_are_named_and_the_others_lie_behind_a_fold():
    written = moored.runbook()
    many = tuple(("champion", f"Champion {n}") for n in range(5))
    text = page(replace(written, roles=(*written.roles, *many)))

    assert "<b>Champion 0, Champion 1</b>" in text
    assert "<summary>and 3 more</summary>Champion 2, Champion 3, Champion 4" in text


def test_the_same_runbook_gives_the_same_page():
    assert page() == page()


def _contrast(first, second):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_of_text_reach_wcag_aa_d6(theme):
    sheet = re.findall(r":root\{([^}]*)\}", page())[theme]
    colour = dict(re.findall(r"--([\w-]+):(#\w+)", sheet))
    colour = {
        name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for name, value in colour.items()
    }
    pairs = [
        (text, ground)
        for text in ("text", "text-2", "accent")
        for ground in ("bg", "surface", "surface-2", "accent-weak", "watch-weak")
    ]
    pairs += [(word, f"{word}-weak") for word in ("ok", "watch", "bad")]

    weak = [pair for pair in pairs if _contrast(*(colour[name] for name in pair)) < 4.5]

    assert weak == []
