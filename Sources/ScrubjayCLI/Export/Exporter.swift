import ScrubjayCore

/// Writes what is stored as records of the JSON lines format.
struct Exporter {
  let user: String?
  let app: String?
  let progress: Progress
  let write: ([UInt8]) throws -> Void

  /// Writes everything.
  ///
  /// - Returns: How many records were written; `nil` when it was interrupted.
  func run(_ backend: any Backend) async throws -> Int? {
    var count = 0
    func emit(_ record: JSON) throws {
      try write(record.bytes + [0x0A])
      count += 1
    }
    var sessions: [JSON] = []
    try await backend.forEach("sessions list", owner) { sessions.append($0) }
    // Lists have the last changed first; an import shall store things in the order in which they came.
    for (index, session) in sessions.reversed().enumerated() {
      if Interrupt.isRequested { return nil }
      try await export(session, backend, emit)
      progress.update(count, fraction: Double(index) / Double(sessions.count))
    }
    for filter in try memoryFilters(sessions) {
      if Interrupt.isRequested { return nil }
      var memories: [JSON] = []
      try await backend.forEach("memories list", filter + [.init("order", "updated")]) { memory in
        memories.append(ExportRecord.memory(memory))
        progress.update(count + memories.count, fraction: nil)
      }
      for memory in memories.reversed() { try emit(memory) }
    }
    return count
  }

  private var owner: [JSON.Member] {
    [("user", user), ("app", app)].compactMap { name, value in value.map { JSON.Member(name, .string($0)) } }
  }

  private func export(_ listed: JSON, _ backend: any Backend, _ emit: (JSON) throws -> Void) async throws {
    guard let id = listed["id"] else { return }
    let session = try await backend.perform("sessions get", [.init("id", id)])
    try emit(ExportRecord.session(session))
    try await backend.forEach("events list", [.init("id", id)]) { event in
      try emit(ExportRecord.entry(event, app: session["app"]?.stringValue ?? ""))
    }
    for value in session["state"]?.members ?? [] {
      try emit(ExportRecord.state(session: id, value))
    }
  }

  /// Which memories belong to what is exported: all, or those of the user or app and of their sessions.
  private func memoryFilters(_ sessions: [JSON]) throws -> [[JSON.Member]] {
    if user == nil, app == nil { return [[]] }
    let owner = user.map { JSON.Member("user", .string($0)) } ?? JSON.Member("app", .string(app ?? ""))
    let ids = sessions.reversed().compactMap { $0["id"]?.stringValue }
    return [[owner]] + ids.map { [JSON.Member("namespace", .string(Namespace(.session, $0).description))] }
  }
}
