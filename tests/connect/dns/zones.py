"""The zones that the tests ask: Harbour Foods, its provider Quay, and a zone of mishaps."""

from __future__ import annotations

HEAD = """\
$ORIGIN {name}.
$TTL 3600
@ SOA ns1 hostmaster {serial} 3600 600 86400 300
@ NS ns1
@ NS ns2
ns1 A {first}
ns2 A {second}
"""

HARBOUR = """\
@ 300 MX 10 Mail
@ TXT "v=spf1 mx include:spf." "quay.example -all"
@ TXT "other=text"
mail 300 A 192.0.2.25
mail 300 AAAA 2001:db8::25
selector1._domainkey CNAME selector1.keys.quay.example.
google._domainkey TXT "v=DKIM1; k=rsa; p=MIIB"
_dmarc TXT "v=DMARC1; p=reject"
_mta-sts TXT "v=STSv1; id=20260101;"
mta-sts A 192.0.2.80
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@harbour.example"
autodiscover CNAME autodiscover.quay.example.
_sip._tls SRV 100 1 443 sip.quay.example.
big TXT {big}
shop MX 10 mail
"""

QUAY = """\
@ MX 0 .
spf TXT "v=spf1 ip4:192.0.2.0/24 redirect=more.quay.example"
more TXT "v=spf1 ip4:198.51.100.0/24 -all"
selector1.keys TXT "v=DKIM1; k=rsa; p=MIIC"
autodiscover CNAME mailboxes
mailboxes A 192.0.2.80
*.fleet 600 TXT "v=spf1 include:spf.quay.example -all"
*.fleet 600 MX 10 mail.harbour.example.
"""

MISHAPS = """\
@ MX 10 loop
@ TXT "v=spf1 include:ring.mishaps.example -all"
ring TXT "v=spf1 include:mishaps.example include:ring.mishaps.example ~all"
loop CNAME loop
autodiscover CNAME there
there CNAME autodiscover
many MX 10 mx0
{many}
empty TXT ""
odd TXT "caf\\233 \\010end"
"""

LONG = " ".join(f'"{number:03}{"x" * 200}"' for number in range(60))
MANY = "\n".join(f"many MX {number} mx{number}" for number in range(1, 400))


def zones(first: str, second: str) -> dict[str, str]:
    """Return the zones as the servers at both addresses should know them."""
    bodies = {
        "harbour.example": HARBOUR.format(big=LONG),
        "quay.example": QUAY,
        "mishaps.example": MISHAPS.format(many=MANY),
    }
    return {
        name: HEAD.format(name=name, serial=2, first=first, second=second) + body
        for name, body in bodies.items()
    }


def stale(zones: dict[str, str]) -> dict[str, str]:
    """Return Harbour's zone as it was before its mail moved."""
    before = zones["harbour.example"].replace("300 MX 10 Mail", "300 MX 10 old")
    return zones | {"harbour.example": before.replace("hostmaster 2", "hostmaster 1")}
