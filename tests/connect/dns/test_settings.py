import pytest

from pilotage.connect.dns import KIND
from pilotage.connect.dns.settings import MOST_DOMAINS, wishes
from pilotage.facts.errors import InputError


def test_reads_names_as_dns_keeps_them():
    wished = wishes({"domains": "Harbour.example., bücher.example\nharbour.example"})

    assert wished.domains == ("harbour.example", "xn--bcher-kva.example")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("192.0.2.1", ("192.0.2.1", 53)),
        ("192.0.2.1:5353", ("192.0.2.1", 5353)),
        ("2001:db8::1", ("2001:db8::1", 53)),
        ("[2001:db8::1]:5353", ("2001:db8::1", 5353)),
        ("[2001:db8::1]", ("2001:db8::1", 53)),
    ],
    ids=str,
)
def test_reads_a_resolver_with_or_without_a_port(said, place):
    assert wishes({"domains": "harbour.example", "resolvers": said}).resolvers == (place,)


def test_the_registry_is_asked_only_on_demand():
    said = {"domains": "harbour.example", "resolvers": "192.0.2.1"}

    assert not wishes(said).expiry
    assert wishes(said | {"expiry": "yes"}).expiry


def test_selectors_of_other_services_come_beside_the_usual_ones():
    wished = wishes({"domains": "harbour.example", "resolvers": "192.0.2.1", "selectors": "k1, k2"})

    assert wished.selectors == ("selector1", "selector2", "google", "k1", "k2")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("domains", ""),
        ("domains", "harbour"),
        ("domains", "a..example"),
        ("domains", "-a.example"),
        ("domains", f"{'x' * 64}.example"),
        ("domains", "a\\.b.example"),
        ("domains", " ".join(f"d{number}.example" for number in range(MOST_DOMAINS + 1))),
        ("resolvers", "resolver.example"),
        ("resolvers", "192.0.2.1:0"),
        ("resolvers", "192.0.2.1:70000"),
        ("senders", "mail.example"),
        ("selectors", "a b$c"),
        ("authoritative", "perhaps"),
        ("expiry", "true"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(setting, said):
    with pytest.raises(InputError) as caught:
        wishes({"domains": "harbour.example", "resolvers": "192.0.2.1"} | {setting: said})

    assert caught.value.where == setting


def test_nothing_that_is_asked_needs_a_permission():
    assert not any(ask.application or ask.delegated or ask.role for ask in KIND.asks)
    assert not any(setting.secret for setting in KIND.settings)


def test_opens_a_wire_to_the_resolvers_that_are_named():
    said = {"domains": "harbour.example", "resolvers": "192.0.2.1, [2001:db8::1]:5353"}

    assert [server.label for server in KIND.open(said).asker.resolvers] == [
        "resolver 192.0.2.1",
        "resolver 2001:db8::1 port 5353",
    ]
