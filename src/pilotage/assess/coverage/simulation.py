"""Try every everyday sign-in of every user at once, under one set of policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pilotage.assess.coverage.cubes import Cube, left, meet, meets
from pilotage.assess.coverage.devices import COMPLIANT, DEVICE, HYBRID
from pilotage.assess.coverage.directory import WHO, Directory
from pilotage.assess.coverage.grants import ALWAYS, DEVICE_PROOFS, NEVER, stopped
from pilotage.assess.coverage.methods import NO_COMPLIANT, NO_HYBRID, NO_MFA, label_of
from pilotage.assess.coverage.policy import STRENGTH, UNKNOWN, Policy
from pilotage.assess.coverage.resources import REGISTER
from pilotage.assess.coverage.scene import Scene
from pilotage.assess.coverage.sign_in import PLATFORM, ordinary

NOT_MOBILE: Cube = {PLATFORM.name: PLATFORM.full & ~PLATFORM.mask(("android", "iOS"))}


@dataclass(frozen=True)
class Simulation:
    """The users of ``directory`` under ``policies``; only what certainly stops them counts."""

    scene: Scene
    directory: Directory
    policies: tuple[Policy, ...]

    @cached_property
    def stuck(self) -> int:
        """Return the classes without MFA whom the policies keep from registering it.

        Nobody there can have MFA while registering, so it is no way in either.
        """
        lacking = self.directory.masks.get(NO_MFA, 0) & self.directory.known
        if not lacking:
            return 0
        start = self.start(self.scene.resources.of(REGISTER), lacking)
        return lacking & ~self._through(start, [*self._stops(lacking), *self._unowned()])

    @cached_property
    def stops(self) -> list[tuple[Policy, list[Cube]]]:
        """Return where each policy stops people for certain."""
        return [(policy, list(self._stop(policy, self.stuck))) for policy in self.policies]

    def start(self, target: int, who: int) -> Cube:
        """Return the everyday sign-ins of some classes to some resources."""
        return {**ordinary(), self.scene.resources.axis.name: target, WHO: who}

    def through(self, start: Cube) -> int:
        """Return the classes of which some sign-in of ``start`` may succeed."""
        return self._through(start, [*self._stops(self.stuck), *self._unowned()])

    def stopping(self, start: Cube, who: int) -> dict[str, int]:
        """Return by policy which classes of ``who`` it stops in some sign-in of ``start``."""
        found: dict[str, int] = {}
        for policy, cubes in self.stops:
            for cube in cubes:
                if (shared := meet({**start, WHO: who}, cube)) is not None:
                    found[policy.name] = found.get(policy.name, 0) | shared[WHO]
        return found

    def _through(self, start: Cube, covers: list[Cube]) -> int:
        """Return the classes for which a sign-in is left; all where the search was too long."""
        search = left([start], covers, self.scene.full, once=WHO)
        mask = 0 if search.complete else start[WHO]
        for cube in search.cubes:
            mask |= cube[WHO]
        return mask

    def _stops(self, without_mfa: int) -> Iterator[Cube]:
        for policy in self.policies:
            yield from self._stop(policy, without_mfa)

    def _stop(self, policy: Policy, without_mfa: int) -> Iterator[Cube]:
        applies = self.scene.applies(policy, sure=True)

        def lacking(asked: str, policy: Policy, sure: bool) -> list[Cube]:
            if asked in DEVICE_PROOFS:
                return [{DEVICE.name: DEVICE.full & ~DEVICE_PROOFS[asked]}]
            if asked == "approvedapplication":
                return [NOT_MOBILE]
            if asked == UNKNOWN:
                return NEVER if sure else ALWAYS
            mask = without_mfa if asked in ("mfa", STRENGTH) else 0
            if asked == STRENGTH:
                mask |= self.directory.masks.get(label_of(policy), 0)
            return [{WHO: mask}] if mask else NEVER

        yield from meets(applies, stopped(policy, lacking, sure=True))

    def _unowned(self) -> Iterator[Cube]:
        """Yield the devices that people do not own: nobody signs in from there."""
        for label, proof in ((NO_COMPLIANT, COMPLIANT), (NO_HYBRID, HYBRID)):
            if mask := self.directory.masks.get(label, 0):
                yield {WHO: mask, DEVICE.name: proof}
