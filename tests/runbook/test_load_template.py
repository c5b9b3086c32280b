import pytest
from runbook import moored

from pilotage.facts.errors import CatalogueError
from pilotage.facts.runbook import Kind
from pilotage.runbook import load_template

KIND = Kind.TENANT_TO_TENANT


def refused(tmp_path, change, kind=KIND, movers=()):
    folder = moored.folder_with(tmp_path, kind, change)
    with pytest.raises(CatalogueError) as caught:
        load_template(kind, checks=moored.CHECKS, movers=movers, folder=folder)
    return str(caught.value)


def swap(old, new):
    return lambda text: text.replace(old, new, 1)


def drop_step(name):
    def change(text):
        parts = text.split("[[step]]\n")
        return "[[step]]\n".join(part for part in parts if not part.startswith(f'name = "{name}"'))

    return change


def test_an_unknown_check_is_refused_with_file_item_and_the_nearest_names(tmp_path):
    says = refused(tmp_path, swap('"mail.holds_decided"', '"mail.hold_decided"'))

    assert "templates/tenant-to-tenant.toml" in says
    assert "pre-copy" in says
    assert "mail.holds_decided" in says


def test_an_unknown_role_is_refused_with_the_nearest_names(tmp_path):
    says = refused(tmp_path, swap('owner = "data_owner"', 'owner = "data_boss"'))

    assert "no role is called 'data_boss'" in says
    assert "data_owner" in says


def test_an_unknown_mover_is_refused_with_the_nearest_names(tmp_path):
    says = refused(
        tmp_path,
        swap('name = "give-rights"\n', 'name = "give-rights"\nmover = "calendar_delegate"\n'),
        movers=["calendar_delegates"],
    )

    assert "no mover is called 'calendar_delegate'" in says
    assert "calendar_delegates" in says


def test_a_known_mover_reaches_the_template(tmp_path):
    folder = moored.folder_with(
        tmp_path,
        KIND,
        swap('name = "give-rights"\n', 'name = "give-rights"\nmover = "calendar_delegates"\n'),
    )

    template = load_template(
        KIND, checks=moored.CHECKS, movers=["calendar_delegates"], folder=folder
    )

    assert [step.name for step in template.step if step.mover] == ["give-rights"]


def test_a_one_way_door_without_a_gate_right_before_it_is_refused(tmp_path):
    says = refused(
        tmp_path,
        lambda text: text.replace(
            'name = "complete-move"\ntitle = "Complete the move: the source mailboxes end"\n'
            'phase = "commit"',
            'name = "complete-move"\ntitle = "Complete the move: the source mailboxes end"\n'
            'phase = "switch"',
        ),
    )

    assert "complete-move: is a one-way door without a gate right before it" in says


def test_a_one_way_door_before_any_point_of_no_return_is_refused(tmp_path):
    says = refused(
        tmp_path,
        swap("one_way = true\npoint_of_no_return = true\n", "one_way = true\n"),
        Kind.MAIL_TO_MICROSOFT_365,
    )

    assert "open-target: is a one-way door before any point of no return" in says


def test_a_step_without_a_way_back_is_refused_r46(tmp_path):
    says = refused(
        tmp_path,
        swap('undo = { says = "Make the source libraries writable again", minutes = 10 }\n', ""),
    )

    assert "final-delta-files: has no undo and is not marked as a one-way door" in says


def test_a_way_back_that_takes_no_time_is_refused_r46(tmp_path):
    says = refused(
        tmp_path,
        swap('"Make the source libraries writable again", minutes = 10', '"Write again"'),
    )

    assert "final-delta-files: has an undo that takes no time" in says


def test_a_template_without_the_track_of_people_is_refused_r2(tmp_path):
    folder = moored.folder_with(tmp_path, KIND, swap('track = "people"', 'track = "data"'))
    common = folder / "common.toml"
    common.write_text(common.read_text("utf-8").replace('track = "people"', 'track = "data"'))

    with pytest.raises(CatalogueError, match="no step is on the track people"):
        load_template(KIND, checks=moored.CHECKS, movers=(), folder=folder)


def test_steps_that_wait_for_each_other_are_refused(tmp_path):
    says = refused(
        tmp_path,
        swap('name = "turn-mail"\n', 'name = "turn-mail"\nafter = ["give-rights"]\n'),
    )

    assert "nobody could start" in says
    assert "turn-mail" in says


def test_waiting_for_a_step_that_does_not_exist_is_refused(tmp_path):
    says = refused(tmp_path, swap('after = ["close-source"]', 'after = ["close-sources"]'))

    assert "waits for 'close-sources', which is no step; the nearest are close-source" in says


def test_waiting_for_a_later_phase_is_refused(tmp_path):
    says = refused(tmp_path, swap('after = ["close-source"]', 'after = ["turn-mail"]'))

    assert "waits for 'turn-mail' of a later phase" in says


def test_a_step_that_starts_before_what_it_waits_for_has_ended_is_refused(tmp_path):
    says = refused(tmp_path, swap('at = "T-14 15:00"', 'at = "T-14 13:30"'))

    assert "pre-copy: starts before wave-0/decide-holds has ended" in says


@pytest.mark.parametrize("at", ["T-14", "tomorrow", "W-1 08:00", "T-1 29:00"])
def test_a_moment_that_is_none_is_refused(tmp_path, at):
    says = refused(tmp_path, swap('at = "T-10 13:00"', f'at = "{at}"'))

    assert f"accounts-ready: {at!r} is not a moment" in says


def test_a_moment_inside_the_window_is_refused(tmp_path):
    says = refused(tmp_path, swap('name = "turn-mail"\n', 'name = "turn-mail"\nat = "T-1 10:00"\n'))

    assert "turn-mail: 'at' is for items outside the window" in says


def test_an_unknown_key_is_refused_with_its_place(tmp_path):
    says = refused(tmp_path, swap('name = "turn-mail"\n', 'name = "turn-mail"\nminuts = 3\n'))

    assert "tenant-to-tenant.toml: step." in says
    assert "minuts" in says


def test_a_file_that_is_not_toml_is_refused_with_line(tmp_path):
    says = refused(tmp_path, swap("[[step]]", "[[step"))

    assert "tenant-to-tenant.toml cannot be read" in says
    assert "line" in says


def test_a_criterion_for_a_gate_that_does_not_exist_is_refused(tmp_path):
    says = refused(tmp_path, swap('[[criterion]]\ngate = "g3"', '[[criterion]]\ngate = "g9"'))

    assert "'g9', which does not exist; there are g1, g2, g3, g4" in says


def test_a_step_that_stands_twice_is_refused(tmp_path):
    says = refused(tmp_path, swap('name = "turn-mail"\n', 'name = "probe"\n'))

    assert "step 'probe' stands twice" in says


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CatalogueError, match=r"tenant-to-tenant\.toml does not exist"):
        load_template(KIND, checks=(), movers=(), folder=tmp_path)


def test_a_gate_signed_twice_by_one_role_is_refused(tmp_path):
    folder = moored.folder_with(tmp_path, KIND, drop_step("invite-guests"))
    common = folder / "common.toml"
    common.write_text(
        common.read_text("utf-8").replace('business = "dept_head"', 'business = "helpdesk_lead"')
    )

    with pytest.raises(CatalogueError, match="g4: needs two signatures from two roles"):
        load_template(KIND, checks=moored.CHECKS, movers=(), folder=folder)
