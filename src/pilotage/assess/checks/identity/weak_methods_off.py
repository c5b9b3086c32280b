"""Text message, voice call and e-mail are no sign-in methods.

Why     A code by text, call or mail can be read out, forwarded or intercepted. They are the first
        thing that an intruder asks the service desk to switch on.
Fix     Switch off SMS, Voice call and Email OTP in the authentication methods policy, after
        everyone has registered something stronger.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad35v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.sign_in.methods import AREAS, COMMANDS, is_on, methods
from pilotage.facts.finding import Finding, failed, not_assessed, passed

WEAK = {"sms": "SMS", "voice": "voice call", "email": "e-mail"}


@baseline_check(
    "identity.weak_methods_off",
    policy="MS.AAD.3.5v2",
    shall=True,
    areas=[AREAS],
    commands=COMMANDS,
)
def weak_methods_off(export: Export) -> Iterator[Finding]:
    """Yield one finding; each of the three must be said to be off."""
    known = methods(export)
    states = {name: is_on(known.get(id, {})) for id, name in WEAK.items()}
    on = ", ".join(name for name, state in states.items() if state)
    unknown = ", ".join(name for name, state in states.items() if state is None)
    rows = export.evidence(*AREAS)
    if on:
        yield failed(export.tenant, f"People may sign in with a code by {on}.", rows)
    elif unknown:
        yield not_assessed(export.tenant, f"whether {unknown} is allowed was not exported")
    else:
        yield passed(export.tenant, "SMS, voice call and e-mail are switched off.", rows)
