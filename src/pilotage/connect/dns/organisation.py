"""Where a DMARC policy of a domain may stand: at the domain, or above it in the organisation.

Sources  https://www.rfc-editor.org/rfc/rfc7489#section-3.2
         https://publicsuffix.org/list/
"""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList

MOST_NAMES = 8
"""So many names are asked at most; of a longer domain the middle is left out."""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def organisational_domain(domain: str) -> str:
    """Return the domain that an organisation registered; empty for a public suffix."""
    return _suffixes().privatesuffix(domain.lower().rstrip(".")) or ""


def dmarc_names(domain: str) -> tuple[str, ...]:
    """Return the names at which receivers look for a policy, in their order.

    The older standard looks at the domain and the organisational domain, the newer one at each
    name between them too.
    """
    top = organisational_domain(domain)
    if not top:
        return (f"_dmarc.{domain}",)
    labels = domain.removesuffix(top).rstrip(".").split(".")
    above = [".".join([*labels[start:], top]) for start in range(1, len(labels))]
    whole = [domain, *above[-(MOST_NAMES - 2) :], top] if domain != top else [top]
    return tuple(f"_dmarc.{name}" for name in whole)
