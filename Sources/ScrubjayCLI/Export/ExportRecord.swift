import ScrubjayCore

/// What operations answer, as records of the JSON lines format: without what an import makes anew.
enum ExportRecord {
  /// A session.
  static func session(_ session: JSON) -> JSON {
    record("session", session, ["id", "app", "user", "project", "channel", "title", "status", "metadata"])
  }

  /// A message; or an event, which is also what a message is that carries more than messages do.
  static func entry(_ event: JSON, app: String) -> JSON {
    let fields = ["session", "id", "name", "content", "channel", "metadata", "occurred_at"]
    let carriesMore = event["is_final_response"] == true || event["state_delta"]?.members != nil
    let role = event["role"]?.stringValue.flatMap(Role.init)
    let usualActor = role.map { Actor(role: $0, app: app).description }
    if event["type"] == "message", !carriesMore, event["actor"]?.stringValue == usualActor {
      return record("message", event, fields + ["role"])
    }
    return record("event", event, fields + ["type", "actor", "state_delta", "is_final_response"])
  }

  /// A value of a session's state.
  static func state(session: JSON, _ value: JSON.Member) -> JSON {
    ["record": "state", "session": session, "key": .string(value.name), "value": value.value]
  }

  /// A memory.
  static func memory(_ memory: JSON) -> JSON {
    let sources = memory["sources"]?.arrayValue ?? []
    let kept = record(
      "memory", memory,
      [
        "namespace", "key", "type", "content", "value", "importance", "category", "metadata", "valid_from",
        "valid_until", "expires_at",
      ])
    guard !sources.isEmpty, let members = kept.members else { return kept }
    let own = sources.map { JSON.object(($0.members ?? []).filter { $0.name != "deleted_at" && $0.value != .null }) }
    return .object(members + [JSON.Member("sources", .array(own))])
  }

  private static func record(_ kind: String, _ value: JSON, _ fields: [String]) -> JSON {
    let kept = fields.compactMap { name -> JSON.Member? in
      guard let field = value[name], !isLeftOut(field, name) else { return nil }
      return JSON.Member(name, field)
    }
    return .object([JSON.Member("record", .string(kind))] + kept)
  }

  /// Whether a field says nothing that an import would not take for granted.
  private static func isLeftOut(_ field: JSON, _ name: String) -> Bool {
    switch name {
    case "content": false
    case "metadata": field == [:]
    case "is_final_response": field == false
    default: field == .null
    }
  }
}
