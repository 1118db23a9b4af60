import ScrubjayCore
import ScrubjayEngine

/// The lines of an export.
enum ArchiveRecord {
  /// What the first line says the format is.
  static let format = 1

  /// Writes an export, from its first line to its last.
  static func write(_ scope: ArchiveScope, _ context: Context, _ emit: @escaping Operation.LineSink) async throws {
    let count = Count()
    try emit([
      "record": "archive", "format": .integer(format), "program": .string("scrubjay \(Build.version)"),
      "user": .text(scope.user), "exported_at": .time(context.engine.archive.now),
    ])
    try await context.engine.archive.export(scope, as: context.call) { item in
      try emit(json(of: item))
      count.value += 1
    }
    try emit(["record": "end", "records": .integer(count.value)])
  }

  /// Counts on the thread of the export alone, hence unchecked.
  private final class Count: @unchecked Sendable {
    var value = 0
  }

  /// A piece as a line.
  static func json(of item: ArchiveItem) -> JSON {
    switch item {
    case .session(let session): record("session", View<Session>.session.render(session))
    case .event(let event): record("event", View<Event>.event.render(event))
    case .extraction(let message, let outcome):
      record(
        "extraction",
        [
          "message": .string(message), "outcome": .string(outcome.state.rawValue), "failure": .text(outcome.failure),
          "processed_at": .time(outcome.settledAt),
        ])
    case .state(let entry):
      record(
        "state",
        [
          "scope": .string(entry.scope.rawValue), "owner": .string(entry.owner), "name": .string(entry.name),
          "value": entry.value.json, "updated_at": .time(entry.updatedAt),
        ])
    case .user(let profile): record("user", View<UserProfile>.userProfile.render(profile))
    case .memory(let memory): record("memory", View<Memory>.memory.render(memory))
    case .task(let task): record("task", View<AgentTask>.task.render(task))
    case .document(let detail):
      record(
        "document",
        .object(
          (View<DocumentDetail>.documentDetail.render(detail).members ?? []).filter { member in
            ArchiveFields.documentFields.contains { $0.name == member.name }
          }))
    }
  }

  /// A line without the fields that are `null`, which a reader takes for granted.
  private static func record(_ kind: String, _ value: JSON) -> JSON {
    .object([JSON.Member("record", .string(kind))] + (value.members ?? []).filter { $0.value != .null })
  }

  /// How a line is read.
  static let kind = Kind<ArchiveItem>(
    schema: [
      "type": "object", "required": ["record"],
      "properties": ["record": ["type": "string", "enum": .array(kinds.map { .string($0.name) })]],
    ]
  ) { json, path throws(InputError) in
    guard let members = json.members else { throw InputError(path, "should be an object, not \(json.kind)") }
    guard let kind = kinds.first(where: { json["record"] == .string($0.name) }) else {
      let names = kinds.map(\.name).joined(separator: ", ")
      throw InputError("\(path).record", "should be one of \(names)")
    }
    return try kind.read(.object(members.filter { $0.name != "record" }), path)
  }

  private struct Line: Sendable {
    let name: String
    let read: @Sendable (JSON, String) throws(InputError) -> ArchiveItem

    init<Value>(_ name: String, _ kind: Kind<Value>, _ item: @escaping @Sendable (Value) -> ArchiveItem) {
      self.name = name
      read = { json, path throws(InputError) in item(try kind.read(json, path)) }
    }
  }

  private static let kinds = [
    Line("session", ArchiveFields.session) { .session($0) }, Line("event", ArchiveFields.event) { .event($0) },
    Line("extraction", ArchiveFields.extraction) { .extraction(message: $0.message, $0.outcome) },
    Line("state", ArchiveFields.state) { .state($0) }, Line("user", ArchiveFields.userProfile) { .user($0) },
    Line("memory", ArchiveFields.memory) { .memory($0) },
    Line("task", ArchiveFields.task) { .task($0) }, Line("document", ArchiveFields.document) { .document($0) },
  ]
}

extension ArchiveScope {
  fileprivate var user: String? {
    switch self {
    case .tenant: nil
    case .user(let user): user
    }
  }
}
