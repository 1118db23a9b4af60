"""Drives the session service through ADK's own interface, against the running server that SCRUBJAY_SERVER names.

Where it says so, the same calls go to ADK's InMemorySessionService, which must give the same answers.
"""

from __future__ import annotations

import asyncio
import os
import sys
import unittest
import uuid
from pathlib import Path
from typing import Any, AsyncGenerator

import httpx
from google.adk.agents import LlmAgent
from google.adk.errors import StaleSessionError
from google.adk.errors.already_exists_error import AlreadyExistsError
from google.adk.errors.session_not_found_error import SessionNotFoundError
from google.adk.events import Event, EventActions
from google.adk.models import BaseLlm, LlmRequest, LlmResponse
from google.adk.runners import Runner
from google.adk.sessions import BaseSessionService, InMemorySessionService, Session
from google.adk.sessions.base_session_service import GetSessionConfig
from google.genai import types

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from scrubjay_session_service import ScrubjayError, ScrubjaySessionService  # noqa: E402

SERVER = os.environ.get("SCRUBJAY_SERVER", "http://127.0.0.1:7411")


def text(words: str, author: str = "user", at: float | None = None, **actions: Any) -> Event:
    role = "user" if author == "user" else "model"
    times = {} if at is None else {"timestamp": at}
    return Event(
        author=author,
        invocation_id="i",
        content=types.Content(role=role, parts=[types.Part(text=words)]),
        actions=EventActions(**actions),
        **times,
    )


def said(session: Session | None) -> list[str]:
    assert session is not None
    return [event.content.parts[0].text for event in session.events]


class SessionServiceTests(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        # unittest asks for the event loop's own warnings of what took long; nothing here depends on it.
        asyncio.get_running_loop().set_debug(False)
        self.service = ScrubjaySessionService(SERVER)
        # Each test has an app of its own, and so sees nothing of another.
        self.app = f"app-{uuid.uuid4()}"

    async def asyncTearDown(self) -> None:
        await self.service.close()

    async def rest(self, method: str, path: str, **request: Any) -> Any:
        """What the server answers to whoever does not come through ADK."""
        async with httpx.AsyncClient(base_url=SERVER) as client:
            return (await client.request(method, path, **request)).raise_for_status().json()

    async def create(self, session_id: str | None = "s", user: str = "ana", **state: Any) -> Session:
        return await self.service.create_session(
            app_name=self.app, user_id=user, session_id=session_id, state=state.get("state")
        )

    async def get(self, session_id: str = "s", user: str = "ana", **config: Any) -> Session | None:
        return await self.service.get_session(
            app_name=self.app,
            user_id=user,
            session_id=session_id,
            config=GetSessionConfig(**config) if config else None,
        )

    async def test_state_is_split_by_prefix_and_merged_again(self) -> None:
        state = {"app:model": "m", "user:theme": {"dark": 1.0}, "step": 1, "temp:draft": "x", "project:x": "own", "session:y": 2}
        created = await self.create(state=state)
        kept = {key: value for key, value in state.items() if key != "temp:draft"}
        self.assertEqual(created.state, kept)
        self.assertEqual((await self.get()).state, kept)
        shared = {"app:model": "m", "user:theme": {"dark": 1.0}}
        self.assertEqual((await self.create("same user")).state, shared)
        self.assertEqual((await self.create("another user", user="bob")).state, {"app:model": "m"})
        elsewhere = await self.service.create_session(app_name=f"{self.app}-2", user_id="ana")
        self.assertEqual(elsewhere.state, {})

    async def test_deltas_are_merged_and_none_is_kept(self) -> None:
        session = await self.create(state={"a": 1, "user:b": 2, "app:c": 3})
        delta = {"a": None, "user:b": None, "app:c": None, "new": {"deep": None}}
        await self.service.append_event(session, text("x", state_delta=delta))
        self.assertEqual(session.state, delta)
        read = await self.get()
        self.assertEqual(read.state, delta)
        self.assertEqual(read.events[0].actions.state_delta, delta)

    async def test_temp_state_is_this_invocations_only(self) -> None:
        session = await self.create()
        await self.service.append_event(session, text("x", "agent", state_delta={"temp:a": 1, "b": 2}))
        self.assertEqual(session.state, {"temp:a": 1, "b": 2})
        self.assertEqual(session.events[0].actions.state_delta, {"b": 2})
        read = await self.get()
        self.assertEqual(read.state, {"b": 2})
        self.assertEqual(read.events, session.events)

    async def test_events_are_filtered_by_how_recent_they_are(self) -> None:
        session = await self.create()
        for number in range(5):
            await self.service.append_event(session, text(str(number)))
        self.assertEqual(said(await self.get(num_recent_events=2)), ["3", "4"])
        self.assertEqual(said(await self.get(num_recent_events=9)), ["0", "1", "2", "3", "4"])
        none = await self.get(num_recent_events=0)
        self.assertEqual(none.events, [])
        self.assertAlmostEqual(none.last_update_time, session.events[-1].timestamp, places=5)

    async def test_events_are_filtered_by_time(self) -> None:
        session = await self.create()
        start = 1_700_000_000.0
        for number in range(5):
            await self.service.append_event(session, text(str(number), at=start + number))
        self.assertEqual(said(await self.get(after_timestamp=start + 2)), ["2", "3", "4"])
        self.assertEqual(said(await self.get(after_timestamp=start + 2.000001)), ["3", "4"])
        # Within a microsecond, which is as far as the server tells times apart.
        self.assertEqual(said(await self.get(after_timestamp=start + 2.0000003)), ["3", "4"])
        self.assertEqual(said(await self.get(after_timestamp=start + 1, num_recent_events=2)), ["3", "4"])
        self.assertEqual(said(await self.get(after_timestamp=start + 9)), [])

    async def test_a_stale_session_is_refused(self) -> None:
        await self.create()
        mine, yours = await self.get(), await self.get()
        await self.service.append_event(mine, text("first"))
        with self.assertRaises(StaleSessionError):
            await self.service.append_event(yours, text("second", state_delta={"lost": 1}))
        self.assertEqual((yours.events, yours.state), ([], {}))
        self.assertEqual(said(await self.get()), ["first"])
        await self.service.append_event(await self.get(), text("second"))
        self.assertEqual(said(await self.get()), ["first", "second"])

    async def test_a_session_that_was_copied_as_json_is_held_against_the_stored_events(self) -> None:
        session = await self.create()
        await self.service.append_event(session, text("first"))
        copies = [Session.model_validate_json(session.model_dump_json()) for _ in range(2)]
        await self.service.append_event(copies[0], text("second"))
        with self.assertRaises(StaleSessionError):
            await self.service.append_event(copies[1], text("third"))
        self.assertEqual(said(await self.get()), ["first", "second"])

    async def test_ids_are_trimmed(self) -> None:
        self.assertEqual((await self.create("  s \n")).id, "s")
        self.assertEqual((await self.get(" s ")).id, "s")
        with self.assertRaises(AlreadyExistsError):
            await self.create("s ")
        self.assertTrue((await self.create("   ")).id.strip())
        self.assertTrue((await self.create(None)).id)
        await self.service.delete_session(app_name=self.app, user_id="ana", session_id=" s ")
        self.assertIsNone(await self.get())

    async def test_an_id_is_one_users_and_one_apps(self) -> None:
        for app in (self.app, f"{self.app}/x"):
            for user in ("ana", "a/b", "a%2Fb", "../é"):
                created = await self.service.create_session(
                    app_name=app, user_id=user, session_id="s/1", state={"of": [app, user]}
                )
                self.assertEqual(created.id, "s/1")
        for user in ("ana", "a/b", "a%2Fb", "../é"):
            found = await self.get("s/1", user=user)
            self.assertEqual((found.id, found.user_id, found.state), ("s/1", user, {"of": [self.app, user]}))
            listed = await self.service.list_sessions(app_name=self.app, user_id=user)
            self.assertEqual([session.id for session in listed.sessions], ["s/1"])
        self.assertIsNone(await self.get("s/1", user="bob"))

    async def test_the_session_idle_for_longest_is_listed_first(self) -> None:
        for session_id, user in (("1", "ana"), ("2", "bob"), ("3", "ana")):
            await self.create(session_id, user=user, state={"n": session_id, f"user:{session_id}": 1})
        await self.service.append_event(await self.get("1"), text("awake", state_delta={"app:a": 1}))
        mine = (await self.service.list_sessions(app_name=self.app, user_id="ana")).sessions
        self.assertEqual([session.id for session in mine], ["3", "1"])
        shared = {"app:a": 1, "user:1": 1, "user:3": 1}
        self.assertEqual([session.state for session in mine], [{"n": "3", **shared}, {"n": "1", **shared}])
        everyones = (await self.service.list_sessions(app_name=self.app)).sessions
        self.assertEqual([session.id for session in everyones], ["2", "3", "1"])
        self.assertEqual([session.events for session in everyones], [[], [], []])
        self.assertEqual((await self.service.list_sessions(app_name=f"{self.app}-none")).sessions, [])

    async def test_the_order_is_that_of_the_events_own_times(self) -> None:
        for number, session_id in enumerate("cab"):
            session = await self.create(session_id)
            await self.service.append_event(session, text("x", at=1_700_000_000.0 - number))
        listed = (await self.service.list_sessions(app_name=self.app)).sessions
        self.assertEqual([session.id for session in listed], ["b", "a", "c"])

    async def test_sessions_of_other_doors_are_left_alone(self) -> None:
        await self.rest("POST", "/v1/sessions", json={"id": f"{self.app}/s", "app": self.app, "user": "ana"})
        self.assertEqual((await self.service.list_sessions(app_name=self.app)).sessions, [])
        self.assertIsNone(await self.get())

    async def test_a_session_that_grows_while_it_is_read_is_shown_as_it_was(self) -> None:
        session = await self.create()
        await self.service.append_event(session, text("first", state_delta={"n": 1}))
        send = self.service._send

        async def interrupted(method: str, path: str, **request: Any) -> Any:
            answer = await send(method, path, **request)
            if method == "GET" and not path.endswith("/events"):
                await self.service.append_event(session, text("second", state_delta={"n": 2}))
            return answer

        self.service._send = interrupted
        read = await self.get()
        self.assertEqual((said(read), read.state), (["first"], {"n": 1}))
        with self.assertRaises(StaleSessionError):
            await self.service.append_event(read, text("third"))

    async def test_every_kind_of_event_comes_back_equal(self) -> None:
        parts = types.Part
        contents = [
            [parts(text="Hello"), parts(text=" there")],
            [parts(text="Let me see.", thought=True), parts(text="It rains.")],
            [parts(text="I wonder", thought=True)],
            [parts(text="Calling"), parts(function_call=types.FunctionCall(id="1", name="f", args={"x": 1.0, "n": None}))],
            [parts(function_call=types.FunctionCall(id="2", name="g", args={}))],
            [parts(function_response=types.FunctionResponse(id="2", name="g", response={"ok": [True, None, "é\u2028"]}))],
            [parts(inline_data=types.Blob(data=bytes(range(256)), mime_type="image/png"))],
            [],
            None,
        ]
        events = [
            Event(
                author="planner",
                invocation_id="i",
                branch="a.b",
                content=None if content is None else types.Content(role="model", parts=content),
                long_running_tool_ids={"z", "a"},
                actions=EventActions(artifact_delta={"f": 2}, transfer_to_agent="other", escalate=True, state_delta={"n": None}),
                custom_metadata={"n": 1.0, "big": 2**53 - 1},
                error_code="E",
                turn_complete=True,
            )
            for content in contents
        ]
        session = await self.create()
        for event in events:
            self.assertIs(await self.service.append_event(session, event), event)
        read = await self.get()
        self.assertEqual(read.events, events)
        self.assertEqual(read, session)

    async def test_partial_events_are_not_stored(self) -> None:
        session = await self.create()
        partial = text("Hel", "agent", state_delta={"a": 1})
        partial.partial = True
        self.assertIs(await self.service.append_event(session, partial), partial)
        self.assertEqual((session.events, session.state), ([], {}))
        self.assertEqual((await self.get()).events, [])

    async def test_an_equal_event_sent_again_is_stored_once(self) -> None:
        session = await self.create()
        event = text("once", state_delta={"n": 1})
        again = event.model_copy(deep=True)
        before = session.model_copy(deep=True)
        await self.service.append_event(session, event)
        await self.service.append_event(session, again)
        self.assertEqual(len(session.events), 1)
        # The answer to the first attempt was lost: the session still has the revision from before it.
        await self.service.append_event(before, again)
        self.assertEqual(before.events, session.events)
        self.assertEqual((await self.get()).events, [event])

    async def test_appends_to_one_session_object_wait_for_each_other(self) -> None:
        session = await self.create()
        events = [text(str(number)) for number in range(12)]
        await asyncio.gather(*(self.service.append_event(session, event) for event in events))
        self.assertEqual((await self.get()).events, session.events)
        self.assertEqual(sorted(said(session), key=int), [str(number) for number in range(12)])

    async def test_a_deleted_session_is_gone(self) -> None:
        session = await self.create(state={"own": 1, "user:kept": 1})
        await self.service.append_event(session, text("secret"))
        for _ in range(2):
            await self.service.delete_session(app_name=self.app, user_id="ana", session_id="s")
        self.assertIsNone(await self.get())
        self.assertEqual((await self.service.list_sessions(app_name=self.app)).sessions, [])
        with self.assertRaises(SessionNotFoundError):
            await self.service.append_event(session, text("more"))
        again = await self.create()
        self.assertEqual((again.events, again.state), ([], {"user:kept": 1}))

    async def test_user_state_is_read_without_a_session(self) -> None:
        async def read(user: str, app: str = "") -> dict[str, Any]:
            return await self.service.get_user_state(app_name=app or self.app, user_id=user)

        self.assertEqual(await read("ana"), {})
        await self.create(state={"user:theme": "dark", "user:none": None, "app:x": 1, "own": 1})
        self.assertEqual(await read("ana"), {"theme": "dark", "none": None})
        self.assertEqual(await read("bob"), {})
        self.assertEqual(await read("ana", f"{self.app}-2"), {})

    async def test_the_last_update_is_the_last_events_time(self) -> None:
        session = await self.create()
        event = text("later", at=session.last_update_time + 10.0000007)
        await self.service.append_event(session, event)
        self.assertEqual(session.last_update_time, event.timestamp)
        self.assertEqual((await self.get()).last_update_time, event.timestamp)
        listed = (await self.service.list_sessions(app_name=self.app)).sessions[0]
        self.assertAlmostEqual(listed.last_update_time, event.timestamp, places=5)

    async def test_more_events_than_a_page_and_from_another_door(self) -> None:
        await self.create()
        path = f"/v1/sessions/{self.app}%2Fana%2Fs/messages"
        for start in (0, 1_000):
            messages = [{"role": "user", "content": str(start + number)} for number in range(1_000)]
            await self.rest("POST", path, json={"messages": messages})
        spoken = [{"role": "assistant", "content": "2000"}, {"role": "user", "content": "2001"}]
        await self.rest("POST", path, json={"messages": spoken})
        read = await self.get()
        self.assertEqual(said(read), [str(number) for number in range(2_002)])
        self.assertEqual([event.author for event in read.events[-2:]], [self.app, "user"])
        self.assertEqual(said(await self.get(num_recent_events=1_500)), [str(number) for number in range(502, 2_002)])

    async def test_what_is_said_is_recalled_and_in_the_window(self) -> None:
        session = await self.create()
        await self.service.append_event(session, text("My sister paints boats"))
        call = types.Part(function_call=types.FunctionCall(name="boats", args={}))
        await self.service.append_event(session, Event(author="agent", content=types.Content(role="model", parts=[call])))
        await self.service.append_event(session, text("In Porto?", "agent"))
        query = {"query": "who paints boats", "user": "ana", "app": self.app}
        hits = (await self.rest("POST", "/v1/recall", json=query))["hits"]
        self.assertEqual(hits[0]["content"], "My sister paints boats")
        self.assertEqual(hits[0]["metadata"]["adk"]["id"], session.events[0].id)
        self.assertEqual(hits[0]["metadata"]["adk"]["content"]["parts"], [{"text": None}])
        window = await self.rest("GET", "/v1/window", params={"app": self.app, "user": "ana"})
        self.assertEqual(
            [(turn["role"], turn["content"]) for turn in window["data"]],
            [("user", "My sister paints boats"), ("assistant", "In Porto?")],
        )
        events = (await self.rest("GET", f"/v1/sessions/{self.app}%2Fana%2Fs/events"))["data"]
        self.assertEqual(
            [(event["type"], event["actor"], event["is_final_response"]) for event in events],
            [("message", "user", False), ("tool_call", "agent:agent", False), ("message", "agent:agent", True)],
        )

    async def test_what_the_server_refuses_is_said(self) -> None:
        async with ScrubjaySessionService(SERVER, key="sj_wrong") as stranger:
            with self.assertRaises(ScrubjayError) as caught:
                await stranger.create_session(app_name=self.app, user_id="ana")
        self.assertIn(caught.exception.code, str(caught.exception))
        session = await self.create()
        path = f"/v1/sessions/{self.app}%2Fana%2Fs"
        await self.rest("PATCH", path, json={"status": "terminated"})
        with self.assertRaises(ScrubjayError) as caught:
            await self.service.append_event(await self.get(), text("more"))
        self.assertEqual(caught.exception.code, "session_not_open")
        self.assertEqual(session.events, [])

    async def test_the_same_calls_answer_as_those_of_adks_own_service(self) -> None:
        async def story(service: BaseSessionService) -> list[Any]:
            seen: list[Any] = []

            def show(session: Session | None) -> None:
                seen.append(session and (session.id, session.user_id, session.state, [event.id for event in session.events]))

            async def get(session_id: str, user: str = "ana", **config: Any) -> Session | None:
                return await service.get_session(
                    app_name=self.app, user_id=user, session_id=session_id, config=GetSessionConfig(**config)
                )

            show(await service.create_session(app_name=self.app, user_id="ana", session_id=" a ", state={"app:x": 1, "k": None}))
            show(await service.create_session(app_name=self.app, user_id="ana", session_id="b", state={"user:y": [1], "temp:z": 1}))
            show(await service.create_session(app_name=self.app, user_id="bob", session_id="a"))
            try:
                await service.create_session(app_name=self.app, user_id="ana", session_id="a")
            except AlreadyExistsError as error:
                seen.append(type(error).__name__)
            now = 1_790_000_000.0
            for number, session_id in enumerate("abaab"):
                session = await get(session_id)
                delta = {"n": number, "app:x": None if number == 3 else number, "user:u": {"v": number}, "temp:t": number}
                event = text(f"line {number}", "user" if number % 2 else "planner", now + number, state_delta=delta)
                event.id = f"{self.app}-{number}"
                stored = await service.append_event(session, event)
                seen.append((stored.id, stored.actions.state_delta, session.last_update_time))
                show(session)
            for config in ({}, {"num_recent_events": 0}, {"num_recent_events": 2}, {"after_timestamp": now + 2}, {"after_timestamp": now + 99}):
                show(await get("a", **config))
            show(await get("none"))
            show(await get("b", user="bob"))
            for user in ("ana", "bob", "carol", None):
                listed = (await service.list_sessions(app_name=self.app, user_id=user)).sessions
                # A session without events was last changed when it was created, by another clock each time.
                seen.append(sorted((session.id, session.user_id) for session in listed))
                seen.append([(s.id, s.state, s.events, s.last_update_time) for s in listed if s.user_id == "ana"])
            seen.append(await service.get_user_state(app_name=self.app, user_id="ana"))
            await service.delete_session(app_name=self.app, user_id="ana", session_id="b")
            await service.delete_session(app_name=self.app, user_id="ana", session_id="b")
            show(await get("b"))
            show(await get("a"))
            await service.flush()
            return seen

        self.assertEqual(await story(self.service), await story(InMemorySessionService()))

    async def test_a_runner_of_adk_keeps_its_turns(self) -> None:
        async def turns(service: BaseSessionService) -> tuple[list[Any], list[Any]]:
            model = ScriptedModel(model="scripted")
            agent = LlmAgent(name="planner", model=model, tools=[weather], output_key="answer", instruction="Be short.")
            runner = Runner(app_name=self.app, agent=agent, session_service=service)
            await service.create_session(app_name=self.app, user_id="ana", session_id="turns", state={"user:unit": "C"})
            for question in ("How is the weather in Porto?", "Thank you"):
                message = types.Content(role="user", parts=[types.Part(text=question)])
                async for _ in runner.run_async(user_id="ana", session_id="turns", new_message=message):
                    pass
            session = await service.get_session(app_name=self.app, user_id="ana", session_id="turns")
            # The ids of function calls are made anew in each run.
            shown = [
                (event.author, event.content.role, [describe(part) for part in event.content.parts], event.actions.state_delta)
                for event in session.events
            ]
            return shown + [session.state], model.asked

        kept, asked = await turns(self.service)
        self.assertEqual((kept, asked), await turns(InMemorySessionService()))
        self.assertEqual([entry[0] for entry in kept[:-1]], ["user", "planner", "planner", "planner", "user", "planner"])
        self.assertEqual(kept[-1], {"user:unit": "C", "answer": "You are welcome.", "city": "Porto"})
        # The model saw the first turn in the second.
        self.assertEqual(asked[-1][0], "How is the weather in Porto?")
        self.assertEqual(asked[-1][-1], "Thank you")


def weather(city: str, tool_context: Any) -> dict[str, Any]:
    """Says how the weather is."""
    tool_context.state["city"] = city
    tool_context.state["temp:asked"] = True
    return {"city": city, "sky": "rain"}


def describe(part: types.Part) -> Any:
    if part.function_call:
        return ("calls", part.function_call.name, part.function_call.args)
    if part.function_response:
        return ("answers", part.function_response.name, part.function_response.response)
    return part.text


class ScriptedModel(BaseLlm):
    """Not a language model: it says what is written here, one line for each time it is asked."""

    asked: list[Any] = []

    async def generate_content_async(
        self, llm_request: LlmRequest, stream: bool = False
    ) -> AsyncGenerator[LlmResponse, None]:
        script = [
            types.Part(function_call=types.FunctionCall(name="weather", args={"city": "Porto"})),
            types.Part(text="It rains in Porto."),
            types.Part(text="You are welcome."),
        ]
        part = script[len(self.asked)]
        self.asked.append([describe(part) for content in llm_request.contents for part in content.parts])
        yield LlmResponse(content=types.Content(role="model", parts=[part]))


if __name__ == "__main__":
    unittest.main()
