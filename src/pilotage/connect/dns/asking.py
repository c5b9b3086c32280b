"""Ask several servers one question, and settle what to believe where they disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pilotage.connect.answers import Effort
from pilotage.connect.dns.servers import PER_SECOND, PORT, SECONDS, Answer, Server

MANY = 5
"""So many silent servers of zones, and none that was heard, are no accident."""


@dataclass(frozen=True)
class Settled:
    """The answer that is believed, and how the servers disagreed about it, if they did.

    ``disagree`` is a sentence without a full stop.
    """

    answer: Answer
    disagree: str = ""


def settle(heard: Sequence[tuple[Server, Answer]]) -> Settled:
    """Return what most servers said, the first of them where as many said one as the other.

    An authoritative server knows; what resolvers say counts only where none of them answered.
    The time to live is the longest that was said, as caches count theirs down.
    """
    told = [(server, answer) for server, answer in heard if not answer.why]
    if not told:
        whys = (f"{server.label} {answer.why}" for server, answer in heard)
        return Settled(Answer(why="; ".join(whys) or "there is nobody to ask"))
    voters = [pair for pair in told if pair[0].authoritative] or told
    votes = Counter(_content(answer) for _, answer in voters)
    chosen = max(votes, key=lambda content: votes[content])
    same = [answer for _, answer in voters if _content(answer) == chosen]
    ttl = max((answer.ttl for answer in same if answer.ttl is not None), default=None)
    return Settled(replace(same[0], ttl=ttl), _disagreement(told))


def _content(answer: Answer) -> tuple[tuple[str, ...], str]:
    return answer.values, answer.alias


def _disagreement(told: Sequence[tuple[Server, Answer]]) -> str:
    sides: dict[tuple[tuple[str, ...], str], list[str]] = {}
    words = {_content(answer): answer.says for _, answer in told}
    for server, answer in told:
        sides.setdefault(_content(answer), []).append(server.label)
    if len(sides) == 1:
        return ""
    return "; ".join(f"{' and '.join(who)}: {words[side]}" for side, who in sides.items())


@dataclass
class Asker:
    """Asks ``resolvers`` about every name and remembers what they said, for all domains at once.

    ``port`` is that of authoritative servers, ``seconds`` how long each may take for an answer,
    and ``per_second`` how often it is asked at most.
    """

    resolvers: Sequence[Server]
    port: int = PORT
    seconds: float = SECONDS
    per_second: float = PER_SECOND
    _authorities: dict[str, Server] = field(default_factory=dict)
    _known: dict[tuple[str, str, bool], Settled] = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        """Tell whether no resolver is left that answers."""
        return all(server.silent for server in self.resolvers)

    @property
    def walled_in(self) -> bool:
        """Tell whether servers of zones seem out of reach from here: many silent, none heard."""
        known = list(self._authorities.values())
        silent = sum(server.silent for server in known)
        return silent >= MANY and not any(server.heard for server in known)

    def authority(self, address: str) -> Server:
        """Return the authoritative server at ``address``, the same one for every domain."""
        made = Server(
            address,
            self.port,
            authoritative=True,
            seconds=self.seconds,
            per_second=self.per_second,
        )
        return self._authorities.setdefault(address, made)

    def ask(
        self, name: str, kind: str, until: float, authorities: Sequence[Server] = ()
    ) -> Settled:
        """Return what is believed of ``name``; ``authorities`` are asked beside the resolvers."""
        question = (name, kind, bool(authorities))
        if known := self._known.get(question):
            return known
        servers = (*authorities, *self.resolvers)
        settled = settle([(server, server.ask(name, kind, until)) for server in servers])
        if not settled.answer.why:
            self._known[question] = settled
        return settled

    def effort(self) -> Effort:
        """Return what was spent since the last call."""
        servers = (*self.resolvers, *self._authorities.values())
        return sum((server.spent() for server in servers), Effort())
