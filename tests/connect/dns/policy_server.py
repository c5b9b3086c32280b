"""A web server over TLS for the pages that a test puts there, and a way to read it by name."""

import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import trustme

from pilotage.connect.http import ask, client

NAME = "mta-sts.harbour.example"


@contextmanager
def serving(pages, certified=NAME):
    """Serve ``pages``, (status, headers, body) by path, with a certificate for one name.

    Yields a way to fetch a URL, in which every host leads to this server.
    """
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(certified).configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield _reader(authority, server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _reader(authority, port):
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)

    def read(url, bounds):
        named = httpx.URL(url)
        request = httpx.Request(
            "GET",
            named.copy_with(host="127.0.0.1", port=port),
            headers={"Host": named.host},
            extensions={"sni_hostname": named.host},
        )
        with client(verify=trusted, timeout=5) as wire:
            return ask(wire, request, bounds)

    return read


def _handler(pages):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing on the screen of the tests."""

    return Handler
