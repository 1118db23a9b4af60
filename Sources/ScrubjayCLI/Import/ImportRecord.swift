import ScrubjayCore

/// One thing to import, and where it stands.
struct ImportRecord: Sendable {
  /// Where it stands, such as `line 12`.
  let place: String
  let content: Content

  enum Content: Sendable {
    /// A session to begin, with its id and the fields of `sessions create`, and its status at the end.
    case session(id: String, fields: [JSON.Member], status: String?)
    /// A message or an event of a session, with the fields of an element of `messages append` or `events append`.
    case entry(Entry)
    /// A value of a session's state.
    case state(session: String, key: String, value: JSON)
    /// A memory, with the fields of `memories add`.
    case memory(fields: [JSON.Member])
  }

  struct Entry: Sendable {
    let session: String
    let kind: EntryKind
    let fields: [JSON.Member]
  }

  /// What of a session an entry is, as its operation calls it.
  enum EntryKind: String, Sendable {
    case message = "messages"
    case event = "events"
  }
}

extension ImportRecord {
  /// Reads a record of the JSON lines format.
  ///
  /// - Throws: `invalid_field`, saying what is wrong.
  init(_ json: JSON, place: String) throws(ScrubjayError) {
    guard let members = json.members else {
      throw ScrubjayError(.invalidField, "A record should be an object, not \(json.kind).")
    }
    func text(_ name: String) throws(ScrubjayError) -> String {
      guard let text = json[name]?.stringValue, !text.isEmpty else {
        throw ScrubjayError(
          .invalidField, "The field '\(name)' should be a string that is not empty.",
          fields: [.init(field: name, message: "should be a string that is not empty")])
      }
      return text
    }
    func fields(without names: String...) -> [JSON.Member] {
      members.filter { member in
        member.name != "record" && !names.contains(member.name) && (member.value != .null || member.name == "content")
      }
    }
    self.place = place
    switch json["record"]?.stringValue {
    case "session":
      let status = json["status"] == nil || json["status"] == .null ? nil : try text("status")
      content = .session(id: try text("id"), fields: fields(without: "id", "status"), status: status)
    case "message":
      content = .entry(.init(session: try text("session"), kind: .message, fields: fields(without: "session")))
    case "event":
      content = .entry(.init(session: try text("session"), kind: .event, fields: fields(without: "session")))
    case "state":
      content = .state(session: try text("session"), key: try text("key"), value: json["value"] ?? .null)
    case "memory": content = .memory(fields: fields())
    default:
      throw ScrubjayError(
        .invalidField, "The field 'record' should be one of session, message, event, state, memory.",
        fields: [.init(field: "record", message: "should be one of session, message, event, state, memory")])
    }
  }
}
