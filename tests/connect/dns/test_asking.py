from pilotage.connect.dns.asking import settle
from pilotage.connect.dns.servers import Answer, Server

OLD, NEW = Answer(("10 old.example",), ttl=300), Answer(("10 new.example",), ttl=60)
RESOLVERS = [Server(f"192.0.2.{number}") for number in range(1, 4)]
ZONE = Server("192.0.2.53", authoritative=True)


def heard(*answers):
    return list(zip(RESOLVERS, answers, strict=False))


def test_most_servers_are_believed():
    settled = settle(heard(OLD, NEW, NEW))

    assert settled.answer == NEW
    assert settled.disagree == (
        "resolver 192.0.2.1: 10 old.example; "
        "resolver 192.0.2.2 and resolver 192.0.2.3: 10 new.example"
    )


def test_of_as_many_on_each_side_the_first_is_believed():
    assert settle(heard(OLD, NEW)).answer == OLD


def test_the_server_of_the_zone_is_believed_against_every_resolver():
    settled = settle([*heard(OLD, OLD, OLD), (ZONE, NEW)])

    assert settled.answer == NEW
    assert "authoritative server 192.0.2.53: 10 new.example" in settled.disagree


def test_a_server_without_answer_does_not_disagree():
    settled = settle([(ZONE, Answer(why="answered REFUSED")), *heard(OLD, OLD)])

    assert (settled.answer, settled.disagree) == (OLD, "")


def test_no_such_record_disagrees_with_a_record():
    assert "resolver 192.0.2.1: no such record" in settle(heard(Answer(), OLD)).disagree


def test_the_longest_time_to_live_counts_as_caches_count_down():
    assert settle(heard(Answer(OLD.values, ttl=7), OLD)).answer.ttl == 300


def test_without_any_answer_each_server_says_why():
    settled = settle(heard(Answer(why="answered SERVFAIL"), Answer(why="stopped answering")))

    assert settled.answer.why == (
        "resolver 192.0.2.1 answered SERVFAIL; resolver 192.0.2.2 stopped answering"
    )
