"""Google ADK's sessions, kept by a Scrubjay server.

    runner = Runner(agent=agent, app_name="planner", session_service=ScrubjaySessionService("http://127.0.0.1:7411"))

What an agent and its user say becomes messages, which Scrubjay's recall and window find; every event comes back as it went in.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import weakref
from collections.abc import AsyncIterator
from datetime import datetime, timezone
from typing import Any, Optional
from urllib.parse import quote

import httpx
from google.adk.errors import StaleSessionError
from google.adk.errors.already_exists_error import AlreadyExistsError
from google.adk.errors.session_not_found_error import SessionNotFoundError
from google.adk.events import Event, EventActions
from google.adk.sessions import BaseSessionService, Session, State
from google.adk.sessions.base_session_service import GetSessionConfig, ListSessionsResponse
from google.genai import types

# What the server's own prefix of a session's state is; ADK's keys of a session have none.
_SESSION_PREFIX = "session:"
# How many elements a page of the server's lists has at most.
_PAGE = 1_000
# Under which name a message's metadata hold the ADK event.
_EVENT = "adk"
# What stands there instead where the event is the content itself.
_IS_CONTENT = "content"


class ScrubjayError(RuntimeError):
    """What the server refused, for a reason that ADK has no error of its own for."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{message} ({code})")
        self.code = code


class ScrubjaySessionService(BaseSessionService):
    """ADK's session service on a Scrubjay server.

    A session `s` of user `ana` in app `planner` is the server's session `planner/ana/s`: ADK's ids are unique only
    among the sessions of one user and app. For the same reason ADK's `user:theme` is `user:planner/theme` there.
    """

    def __init__(self, url: str = "http://127.0.0.1:7411", key: Optional[str] = None, timeout: float = 30.0) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout)
        # Appends to one session wait for each other: the second knows the revision that the first made.
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    async def close(self) -> None:
        """Closes the connections to the server."""
        await self._client.aclose()

    async def __aenter__(self) -> ScrubjaySessionService:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def create_session(
        self,
        *,
        app_name: str,
        user_id: str,
        state: Optional[dict[str, Any]] = None,
        session_id: Optional[str] = None,
    ) -> Session:
        session_id = (session_id or "").strip() or Event.new_id()
        body: dict[str, Any] = {"id": _server_id(app_name, user_id, session_id), "app": app_name, "user": user_id}
        # ADK's own serialization of state, which also makes do with what is no JSON.
        stored = EventActions(state_delta=state or {}).model_dump(mode="json")["state_delta"]
        if stored := _server_state(stored, app_name):
            body["state"] = stored
        return _session(await self._send("POST", "/v1/sessions", json=body), session_id)

    async def get_session(
        self,
        *,
        app_name: str,
        user_id: str,
        session_id: str,
        config: Optional[GetSessionConfig] = None,
    ) -> Optional[Session]:
        session_id = session_id.strip()
        try:
            stored = await self._send("GET", _path(app_name, user_id, session_id))
        except SessionNotFoundError:
            return None
        session = _session(stored, session_id)
        rows = await self._rows(session, stored["event_count"], config or GetSessionConfig())
        session.events = [event for row in rows if (event := _event(row))]
        # The server's own times are cut to microseconds; those in the events are not.
        if session.events and rows[-1]["position"] == stored["event_count"]:
            session.last_update_time = session.events[-1].timestamp
        if config and config.after_timestamp is not None:
            session.events = [event for event in session.events if event.timestamp >= config.after_timestamp]
        return session

    async def list_sessions(self, *, app_name: str, user_id: Optional[str] = None) -> ListSessionsResponse:
        # From the oldest on: what changes meanwhile moves to the end, and is seen again rather than missed.
        params = {"app": app_name, "order": "oldest", "with_state": "true"}
        if user_id is not None:
            params["user"] = user_id
        found: dict[str, Session] = {}
        async for stored in self._all("/v1/sessions", params):
            start = _server_id(app_name, stored["user"], "")
            if stored["id"].startswith(start):
                found[stored["id"]] = _session(stored, _unescaped(stored["id"].removeprefix(start)))
        sessions = sorted(found.values(), key=lambda session: (session.last_update_time, session.user_id, session.id))
        return ListSessionsResponse(sessions=sessions)

    async def delete_session(self, *, app_name: str, user_id: str, session_id: str) -> None:
        try:
            await self._send("DELETE", _path(app_name, user_id, session_id.strip()))
        except SessionNotFoundError:
            pass

    async def get_user_state(self, *, app_name: str, user_id: str) -> dict[str, Any]:
        answer = await self._send("GET", f"/v1/state/user/{quote(user_id, safe='')}")
        state = _adk_state(answer["state"], app_name)
        return {key.removeprefix(State.USER_PREFIX): value for key, value in state.items()}

    async def append_event(self, session: Session, event: Event) -> Event:
        if event.partial:
            return event
        path = _path(session.app_name, session.user_id, session.id)
        async with self._locks.setdefault(path, asyncio.Lock()):
            revision = await self._revision(session)
            row = _row(event, session.app_name)
            # The same event sent again, after an answer that was lost or at whoever's wish, is stored once.
            digest = hashlib.sha256(json.dumps([path, row], sort_keys=True).encode()).hexdigest()
            headers = {"If-Match": f'"{revision}"', "Idempotency-Key": digest}
            answer = await self._send("POST", f"{path}/events", json={"events": [row]}, headers=headers)
            if answer["revision"] <= revision:
                return event
            event = await super().append_event(session=session, event=event)
            session.last_update_time = event.timestamp
            session._storage_update_marker = str(answer["revision"])
        return event

    async def _revision(self, session: Session) -> int:
        """The revision that the session was read at; of one that was not read here, whether it is the current one."""
        if session._storage_update_marker is not None:
            return int(session._storage_update_marker)
        stored = await self.get_session(
            app_name=session.app_name,
            user_id=session.user_id,
            session_id=session.id,
            config=GetSessionConfig(num_recent_events=1),
        )
        if stored is None:
            raise SessionNotFoundError(f"Session {session.id} not found.")
        last = [event.id for event in session.events[-1:]]
        if stored.last_update_time > session.last_update_time and last != [event.id for event in stored.events]:
            raise StaleSessionError("The session was changed after it was read; read it again.")
        return int(stored._storage_update_marker or 0)

    async def _rows(self, session: Session, count: int, config: GetSessionConfig) -> list[dict[str, Any]]:
        """The session's newest events that the configuration asks for, the oldest of them first."""
        wanted = count if config.num_recent_events is None else config.num_recent_events
        if not wanted:
            return []
        params: dict[str, Any] = {"limit": min(wanted, _PAGE), "newest": True}
        if config.after_timestamp is not None:
            params["since"] = _text(config.after_timestamp)
        path = f"{_path(session.app_name, session.user_id, session.id)}/events"
        rows: list[dict[str, Any]] = []
        async for page in self._pages(path, params):
            # What came after the session was read belongs to a later revision of it.
            rows = [row for row in page if row["position"] <= count] + rows
            if len(rows) >= wanted:
                break
        return rows[-wanted:]

    async def _pages(self, path: str, params: dict[str, Any]) -> AsyncIterator[list[dict[str, Any]]]:
        cursor: Optional[str] = None
        while True:
            page = await self._send("GET", path, params=params | ({"cursor": cursor} if cursor else {}))
            yield page["data"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    async def _all(self, path: str, params: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        async for page in self._pages(path, params | {"limit": _PAGE}):
            for element in page:
                yield element

    async def _send(self, method: str, path: str, **request: Any) -> Any:
        response = await self._client.request(method, path, **request)
        if response.is_success:
            return response.json() if response.content else None
        try:
            problem = response.json()
            code, message = problem["code"], problem["detail"]
        except (ValueError, KeyError, TypeError):
            code, message = str(response.status_code), response.text
        if code == "session_exists":
            raise AlreadyExistsError(message)
        if code == "session_not_found":
            raise SessionNotFoundError(message)
        if code == "stale":
            raise StaleSessionError(message)
        raise ScrubjayError(code, message)


def _escaped(part: str) -> str:
    return part.replace("%", "%25").replace("/", "%2F")


def _unescaped(part: str) -> str:
    return part.replace("%2F", "/").replace("%25", "%")


def _server_id(app_name: str, user_id: str, session_id: str) -> str:
    return "/".join(_escaped(part) for part in (app_name, user_id, session_id))


def _path(app_name: str, user_id: str, session_id: str) -> str:
    return f"/v1/sessions/{quote(_server_id(app_name, user_id, session_id), safe='')}"


def _user_prefix(app_name: str) -> str:
    return f"{State.USER_PREFIX}{_escaped(app_name)}/"


def _server_state(state: dict[str, Any], app_name: str) -> dict[str, Any]:
    """ADK's state as the server keeps it, without what is only of this invocation."""
    stored = {}
    for key, value in state.items():
        if key.startswith(State.USER_PREFIX):
            stored[_user_prefix(app_name) + key.removeprefix(State.USER_PREFIX)] = value
        elif key.startswith(State.APP_PREFIX):
            stored[key] = value
        elif not key.startswith(State.TEMP_PREFIX):
            stored[_SESSION_PREFIX + key] = value
    return stored


def _adk_state(state: dict[str, Any], app_name: str) -> dict[str, Any]:
    """The state that the server shows, as ADK knows it: without other apps', and without scopes that ADK has not."""
    known = {}
    for key, value in state.items():
        if key.startswith(_user_prefix(app_name)):
            known[State.USER_PREFIX + key.removeprefix(_user_prefix(app_name))] = value
        elif not key.startswith((State.USER_PREFIX, State.TEMP_PREFIX, "project:")):
            known[key.removeprefix(_SESSION_PREFIX)] = value
    return known


def _text(timestamp: float) -> str:
    return datetime.fromtimestamp(timestamp, tz=timezone.utc).isoformat(timespec="microseconds")


def _timestamp(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def _session(stored: dict[str, Any], session_id: str) -> Session:
    session = Session(
        id=session_id,
        app_name=stored["app"],
        user_id=stored["user"],
        state=_adk_state(stored["state"], stored["app"]),
        last_update_time=_timestamp(stored["last_event_at"] or stored["created_at"]),
    )
    session._storage_update_marker = str(stored["revision"])
    return session


def _row(event: Event, app_name: str) -> dict[str, Any]:
    """An ADK event as one of the server's: a message where something is said, which holds the rest in its metadata."""
    whole = event.model_dump(mode="json", exclude_none=True)
    delta = whole["actions"].get("state_delta", {})
    whole["actions"]["state_delta"] = {k: v for k, v in delta.items() if not k.startswith(State.TEMP_PREFIX)}
    parts = (whole.get("content") or {}).get("parts") or []
    texts = [part for part in parts if part.get("text") and not part.get("thought")]
    row: dict[str, Any] = {
        "actor": "user" if event.author == "user" else f"agent:{event.author}" if event.author else "system",
        "occurred_at": _text(event.timestamp),
        "is_final_response": event.author != "user" and event.is_final_response(),
    }
    if stored := _server_state(whole["actions"]["state_delta"], app_name):
        row["state_delta"] = stored
    if texts:
        row |= {"type": "message", "content": "".join(part["text"] for part in texts), "metadata": {_EVENT: whole}}
        if len(texts) == 1:
            # The content is the text; it need not be stored twice.
            texts[0]["text"] = None
    else:
        row |= {"type": _type(event, bool(parts)), "content": whole, "metadata": {_EVENT: _IS_CONTENT}}
    return row


def _type(event: Event, has_parts: bool) -> str:
    if event.get_function_calls() or event.get_function_responses():
        return "tool_call"
    if has_parts:
        return "reflection" if any(part.thought for part in event.content.parts) else "action"
    return "state_change" if event.actions.state_delta else "action"


def _event(row: dict[str, Any]) -> Optional[Event]:
    """The ADK event that a row holds; what came through another door is one where something was said."""
    whole = row["metadata"].get(_EVENT)
    if whole == _IS_CONTENT:
        return Event.model_validate(row["content"])
    if isinstance(whole, dict):
        for part in (whole.get("content") or {}).get("parts") or []:
            if "text" in part and part["text"] is None:
                part["text"] = row["content"]
        return Event.model_validate(whole)
    if row["type"] != "message":
        return None
    is_user = row["role"] == "user"
    return Event(
        id=row["id"],
        author="user" if is_user else row["name"] or row["actor"].removeprefix("agent:"),
        content=types.Content(role="user" if is_user else "model", parts=[types.Part(text=row["content"])]),
        timestamp=_timestamp(row["occurred_at"]),
    )
