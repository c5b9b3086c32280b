"""Live streams: who may listen, how soon news arrives, and how many can listen."""

from __future__ import annotations

import ast
import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from control_room import CLIENT, MIGRATION, signed_in
from django.core import signing
from web.live.conftest import until

from pilotage.web import streaming
from pilotage.web.live_token import LIFE, SALT, engagement_of, token_of

SOON_SECONDS = 1.0
USER = 1


class Earlier(signing.TimestampSigner):
    """Signs as if the life of a token, and a second, had gone by since."""

    def timestamp(self):
        then = time.time() - (LIFE + timedelta(seconds=1)).total_seconds()
        return signing.b62_encode(int(then))


def ran(coroutine):
    """Run in a thread of its own: where a browser is open, this one has a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def expired(engagement):
    return Earlier(salt=SALT).sign_object([engagement, USER])


@pytest.mark.parametrize("wrong", ["", "forged", "changed", "expired"])
def test_a_wrong_token_is_refused(streams, wrong):
    token = {"changed": token_of(streams.engagement, USER)[:-1] + "_",
             "expired": expired(streams.engagement)}.get(wrong, wrong)  # fmt: skip

    async def first_line():
        async with streams.listening(token) as reader:
            return await until(reader, "\r\n")

    assert "403" in ran(first_line())


def test_a_token_opens_one_engagement_for_an_hour():
    assert engagement_of(token_of(7, USER)) == 7
    assert engagement_of(expired(7)) is None


@pytest.mark.parametrize("what", ["an entry", "job"])
def test_news_arrive_within_a_second(streams, what):
    async def news():
        async with streams.listening(token_of(streams.engagement, USER)) as reader:
            assert "text/event-stream" in await until(reader, ": listening")
            written = streams.write(what)
            event = await until(reader, "}\n\n")
            return event, time.monotonic() - written

    event, seconds = ran(news())

    assert "event: changed\n" in event
    assert json.loads(event[event.index("data: ") + 6 :])["number"] > 0
    assert seconds < SOON_SECONDS


def test_another_migration_of_the_client_stays_quiet(streams):
    async def heard():
        async with streams.listening(token_of(streams.quiet, USER)) as reader:
            await until(reader, ": listening\nid: 0\n\n")
            streams.write("an entry")
            async with asyncio.timeout(SOON_SECONDS):
                await reader.readuntil(b"event")

    with pytest.raises(TimeoutError):
        ran(heard())


def test_who_lost_the_connection_hears_what_was_missed(streams):
    async def answer():
        token = token_of(streams.engagement, USER)
        async with streams.listening(token, "Last-Event-ID: 0") as reader:
            return await until(reader, "}\n\n")

    streams.write("an entry")
    assert "event: changed\n" in ran(answer())


def test_two_hundred_listeners_all_hear_it(streams):
    async def all_hear():
        token = token_of(streams.engagement, USER)
        async with AsyncExitStack() as opened:
            enter = opened.enter_async_context
            readers = [await enter(streams.listening(token)) for _ in range(200)]
            await asyncio.gather(*(until(each, ": listening") for each in readers))
            streams.write("an entry")
            return await asyncio.gather(*(until(each, "event: changed\n") for each in readers))

    assert len(ran(all_hear())) == 200


def test_the_coroutine_knows_no_database():
    tree = ast.parse(Path(streaming.__file__).read_text("utf-8"))
    asked = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}

    assert not {each for each in asked if each.startswith(("pilotage.store", "django"))}


@pytest.mark.django_db
def test_a_page_listens_where_the_streams_are_and_nowhere_else(settings):
    settings.LIVE = "http://127.0.0.1:8001"
    address = f"/c/{CLIENT}/m/{MIGRATION}/waves"

    listening = signed_in("lead").get(address).content.decode()

    assert 'data-live="http://127.0.0.1:8001/live?token=' in listening
    settings.LIVE = ""
    assert "data-live" not in signed_in("lead").get(address).content.decode()


@pytest.mark.django_db
def test_a_page_of_the_past_does_not_listen(settings):
    settings.LIVE = "http://127.0.0.1:8001"
    past = f"/c/{CLIENT}/m/{MIGRATION}/waves?at=2026-11-12T09:00"

    assert "data-live" not in signed_in("lead").get(past).content.decode()
