"""The emulator as one ASGI application: sign-in, Graph, and the host that reports lie on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from urllib.parse import parse_qsl

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .answer import Question, Refused, Reply, question
from .batch import batch
from .clock import Clock
from .counts import Counts
from .faults import Faults
from .graph import Graph
from .limits import Limit, Meter, limits_for
from .registration import Registration
from .sending import sent
from .sign_in import SignIn, SignInRefused
from .tenant import Tenant
from .tokens import Tokens
from .usage import download

ASSERTS = ["client_secret_post", "private_key_jwt"]


@dataclass
class Emulator:
    """A tenant, the applications that may ask it, and what goes wrong.

    ``limits`` None: those that are published for the size of the tenant; {}: none. ``skew`` is
    how far the clock of the server is ahead of the true one, seen in Date and Retry-After.
    """

    tenant: Tenant
    apps: tuple[Registration, ...] = (Registration(),)
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    limits: Mapping[str, Limit] | None = None
    token_seconds: int = 3600
    skew: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        """Put the parts together."""
        limits = self.limits
        if limits is None:
            limits = limits_for(len(self.tenant.lists["users"]))
        self.graph = Graph(self.tenant, self.clock, self.faults, Meter(limits), skew=self.skew)
        known = {app.client_id: app for app in self.apps}
        self.tokens = Tokens(known, self.tenant.id, self.clock, self.token_seconds)
        domains = {domain["id"] for domain in self.tenant.lists.get("domains", ())}
        self.sign_in = SignIn(self.tokens, frozenset({self.tenant.id, *domains}))
        login = "/{tenant}/oauth2/v2.0"
        self.app = Starlette(
            routes=[
                Route(f"{login}/token", self._token, methods=["POST"]),
                Route(f"{login}/devicecode", self._device_code, methods=["POST"]),
                Route("/{tenant}/v2.0/.well-known/openid-configuration", self._openid),
                Route("/download/{name}", self._download),
                Route("/_emulator/counts", self._counts),
                Route("/{version:path}", self._ask, methods=["GET", "POST", "PATCH", "DELETE"]),
            ]
        )

    @property
    def counts(self) -> Counts:
        """Return what was asked so far."""
        return self.graph.counts

    def as_told(self, client_id: str, app: Registration) -> None:
        """Let an application be another from now on, for example without a permission."""
        self.tokens.registrations[client_id] = app

    async def _token(self, request: Request) -> Response:
        self.counts.requests["token"] += 1
        try:
            self.sign_in.check_tenant(request.path_params["tenant"])
            form = dict(parse_qsl((await request.body()).decode()))
            return JSONResponse(self.sign_in.token(form, str(request.url)))
        except SignInRefused as error:
            self.counts.refused[400] += 1
            return JSONResponse(error.body, 401 if error.error == "invalid_client" else 400)

    async def _device_code(self, request: Request) -> Response:
        try:
            self.sign_in.check_tenant(request.path_params["tenant"])
            form = dict(parse_qsl((await request.body()).decode()))
            return JSONResponse(self.sign_in.device_code(form, f"{_base(request)}/device"))
        except SignInRefused as error:
            return JSONResponse(error.body, 400)

    async def _openid(self, request: Request) -> Response:
        try:
            self.sign_in.check_tenant(request.path_params["tenant"])
        except SignInRefused as error:
            return JSONResponse(error.body, 400)
        base = f"{_base(request)}/{request.path_params['tenant']}"
        return JSONResponse(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
                "jwks_uri": f"{base}/discovery/v2.0/keys",
                "token_endpoint_auth_methods_supported": ASSERTS,
                "response_types_supported": ["code", "id_token"],
                "scopes_supported": ["openid", "profile", "offline_access"],
            }
        )

    async def _download(self, request: Request) -> Response:
        self.counts.requests["download"] += 1
        self._leak(request)
        return self._sent(download(self.tenant, request.path_params["name"], request.headers))

    async def _counts(self, request: Request) -> Response:
        return Response(orjson.dumps(self.counts.as_dict()), media_type="application/json")

    async def _ask(self, request: Request) -> Response:
        if _base(request) == self.graph.elsewhere:
            self._leak(request)
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.body()
        try:
            asked = question(request.method, target, headers, body)
            app = self.tokens.holder(asked.token)
            reply = self._answered(asked, app, _base(request))
        except Refused as error:
            self.counts.refused[error.status] += 1
            reply = self.graph.refusal(error)
        return self._sent(reply)

    def _answered(self, asked: Question, app: Registration, base: str) -> Reply:
        if asked.path == "$batch":
            return self.graph.envelope(
                asked,
                lambda part: batch(part, lambda one: self.graph.answer(one, app, base, part=True)),
            )
        if asked.method != "GET":
            says = "The emulated tenant may only be read."
            raise Refused(405, "Request_BadRequest", says)
        return self.graph.answer(asked, app, base)

    def _leak(self, request: Request) -> None:
        if "authorization" in request.headers:
            self.counts.leaked.append(request.url.path)

    def _sent(self, reply: Reply) -> Response:
        date = format_datetime(self.clock.now() + self.skew, usegmt=True)
        return sent(reply, {"date": date})


def _base(request: Request) -> str:
    """Return the address under which the client sees us."""
    return f"{request.url.scheme}://{request.headers['host']}"
