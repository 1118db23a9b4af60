import ScrubjayCore
import ScrubjayEngine

/// Scoped state, seen from a session.
enum StateOperations {
  private static let key = Field<StateKey>.required(
    "key", Kind<String>.text(Limits.nameBytes).then(StateKey.init), in: .path,
    "The key; user:, app: and project: share it beyond the session, temp: limits it to the turn.")
  private static let scope = Field<StateScope>.required(
    "scope", .oneOf([.user, .app, .project]), in: .path, "The scope: user, app or project.")
  private static let owner = Field<String>.required(
    "owner", .text(Limits.nameBytes), in: .path, "The user, app or project.")
  private static let value = Field<JSONText>.required("value", .json, "The value, any JSON.")

  static let all: [Operation] = [
    .one(
      "state list", .get, "/v1/sessions/{id}/state", "Show all state that a session sees",
      takes: [Fields.session.any], gives: .state
    ) { context, input in
      try await context.engine.state.get(session: input[Fields.session], as: context.call)
    },
    .one(
      "state shared", .get, "/v1/state/{scope}/{owner}",
      "Show the state shared by all sessions of a user, app or project",
      "Needs read on the namespace scope:owner, such as user:{user}.", takes: [scope.any, owner.any], gives: .state
    ) { context, input in
      try await context.engine.state.shared(input[scope], of: input[owner], as: context.call)
    },
    .one(
      "state get", .get, "/v1/sessions/{id}/state/{key}", "Show a state value",
      takes: [Fields.session.any, key.any], gives: .stateEntry
    ) { context, input in
      try await context.engine.state.get(input[key], session: input[Fields.session], as: context.call)
    },
    .one(
      "state set", .put, "/v1/sessions/{id}/state/{key}", "Set a state value",
      "Keys with app: or project: need write on that namespace.", takes: [Fields.session.any, key.any, value.any],
      revision: true,
      gives: .stateEntry
    ) { context, input in
      try await context.engine.state.set(
        input[key], to: input[value], session: input[Fields.session], revision: context.revision, as: context.call)
    },
    .done(
      "state delete", .delete, "/v1/sessions/{id}/state/{key}", "Delete a state value",
      takes: [Fields.session.any, key.any], revision: true
    ) { context, input in
      try await context.engine.state.remove(
        input[key], session: input[Fields.session], revision: context.revision, as: context.call)
    },
  ]
}
