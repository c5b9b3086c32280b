"""People: accounts, addresses, licences and registered authentication methods.

Source  https://learn.microsoft.com/graph/api/resources/user
Source  https://learn.microsoft.com/graph/api/resources/signinactivity
Source  https://learn.microsoft.com/graph/api/resources/userregistrationdetails
"""

from __future__ import annotations

from collections.abc import Iterator

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.addresses import address_batch
from pilotage.collect.graph.fields import FLAG, LOWER, MOMENT, OBJECTS, TEXTS, Field, carried
from pilotage.collect.graph.objects import batch, children
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION, LICENCES_ASSIGNED, USERS

USER = {
    "user": Field("id"),
    "upn": Field("userPrincipalName", LOWER),
    "address": Field("mail", LOWER),
    "mail_nickname": Field("mailNickname", LOWER),
    "name": Field("displayName"),
    "enabled": Field("accountEnabled", FLAG),
    "kind": Field("userType", LOWER),
    "department": Field("department"),
    "job_title": Field("jobTitle"),
    "office": Field("officeLocation"),
    "usage_location": Field("usageLocation"),
    "manager": Field("manager/id"),
    "employee_type": Field("employeeType"),
    "created_at": Field("createdDateTime", MOMENT),
    "last_sign_in_at": Field(
        (
            "signInActivity/lastSignInDateTime",
            "signInActivity/lastNonInteractiveSignInDateTime",
            "signInActivity/lastSuccessfulSignInDateTime",
        ),
        MOMENT,
    ),
    "last_success_at": Field("signInActivity/lastSuccessfulSignInDateTime", MOMENT),
    "password_changed_at": Field("lastPasswordChangeDateTime", MOMENT),
    "synced": Field("onPremisesSyncEnabled", FLAG, empty=False),
    "immutable_id": Field("onPremisesImmutableId"),
}
LICENCE = {
    "sku": Field("skuId"),
    "disabled_plans": Field("disabledPlans", TEXTS),
}
REGISTRATION = {
    "user": Field("id"),
    "mfa_registered": Field("isMfaRegistered", FLAG),
    "mfa_capable": Field("isMfaCapable", FLAG),
    "passwordless_capable": Field("isPasswordlessCapable", FLAG),
    "methods": Field("methodsRegistered", TEXTS),
    "is_admin": Field("isAdmin", FLAG),
    "updated_at": Field("lastUpdatedDateTime", MOMENT),
}


@resource(
    "users",
    only_here=("userPrincipalName", "accountEnabled", "assignedLicenses"),
)
def users(answer: Answer) -> Iterator[Batch]:
    """Yield USERS, and ADDRESSES and LICENCES_ASSIGNED where the page carries them.

    ``manager`` is known only where it was expanded.
    """
    lists = {"proxyAddresses": TEXTS, "assignedLicenses": OBJECTS}
    people, kept = batch(USERS, answer, USER, also=lists)
    yield people
    if carried(kept.objects, "proxyAddresses"):
        yield address_batch(kept, "user")
    if carried(kept.objects, "assignedLicenses"):
        held = children(kept, "assignedLicenses")
        yield batch(LICENCES_ASSIGNED, held, LICENCE, keys=("skuId",), parent="user")[0]


@resource(
    "userRegistrationDetails",
    contexts=("reports/authenticationMethods/userRegistrationDetails",),
    signs=("isMfaRegistered", "isMfaCapable", "methodsRegistered"),
    only_here=("isMfaRegistered", "methodsRegistered"),
)
def user_registration_details(answer: Answer) -> Iterator[Batch]:
    """Yield AUTHENTICATION_REGISTRATION."""
    yield batch(AUTHENTICATION_REGISTRATION, answer, REGISTRATION)[0]
