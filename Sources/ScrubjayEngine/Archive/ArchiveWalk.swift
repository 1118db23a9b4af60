import ScrubjayCore

/// Goes through what is stored, page by page, within one transaction.
struct ArchiveWalk {
  let tx: any ReadTransaction
  let access: Access
  let take: (ArchiveItem) throws -> Void

  private static let page = 250

  func run(_ scope: ArchiveScope) throws {
    switch scope {
    case .tenant:
      try walkSessions(of: nil)
      for scope in [StateScope.user, .app, .project] { try walkState(scope) }
      try walkUsers()
      try walkMemories(MemoryFilter(includesDeleted: true))
      try walkDocuments(DocumentFilter())
      try each({ try tx.tasks.list(TaskFilter(), after: $0, limit: Self.page) }, { try take(.task($0)) })
    case .user(let user):
      try walkSessions(of: user)
      for entry in try tx.state.list(.user, owner: user) { try take(.state(entry)) }
      if let profile = try tx.users.find(user) { try take(.user(profile)) }
      try walkMemories(under: Namespace(.user, user))
      try walkDocuments(under: Namespace(.user, user))
      try each({ try tx.tasks.list(TaskFilter(user: user), after: $0, limit: Self.page) }) { task in
        if try isReadable(task) { try take(.task(task)) }
      }
    }
  }

  /// Who may read a session may read its tasks; those of a deleted one are an admin's.
  private func isReadable(_ task: AgentTask) throws -> Bool {
    guard let session = try task.session.flatMap(tx.sessions.find) else { return access.isAdmin }
    return access.canRead(Namespace(.app, session.app))
  }

  // MARK: Sessions

  /// Sessions pair by pair: a pair's messages come in the order in which they were stored, whichever session they are
  /// of, as that is the order of its window.
  private func walkSessions(of user: String?) throws {
    var last: SessionPair?
    while true {
      let pairs = try tx.sessions.pairs(of: user, after: last, limit: Self.page)
      guard let end = pairs.last else { return }
      for pair in pairs where access.canRead(Namespace(.app, pair.app)) { try walk(pair, isAlone: user != nil) }
      last = end
    }
  }

  private func walk(_ pair: SessionPair, isAlone: Bool) throws {
    let filter = SessionFilter(user: pair.user, app: pair.app)
    try eachSession(filter) { session in
      try take(.session(session))
      for scope in [StateScope.temp, .session] {
        for entry in try tx.state.list(scope, owner: session.id) { try take(.state(entry)) }
      }
    }
    var last: Int64 = 0
    while true {
      let messages = try tx.events.messages(of: pair, after: last, limit: Self.page)
      guard let end = messages.last else { break }
      let outcomes = try tx.extractions.outcomes(of: messages.map(\.sequence))
      for message in messages {
        try take(.event(message))
        if let outcome = outcomes[message.sequence], outcome.state != .waiting {
          try take(.extraction(message: message.id, outcome))
        }
      }
      last = end.sequence
    }
    try eachSession(filter) { session in
      for type in EventType.allCases where type != .message {
        try each(
          {
            try tx.events.list(
              EventFilter(session: session.id, type: type), newest: false, cursor: $0, limit: Self.page)
          }, { try take(.event($0)) })
      }
      guard isAlone else { return }
      for root in [Namespace.Root.session, .temp] {
        try walkMemories(under: Namespace(root, session.id))
        try walkDocuments(under: Namespace(root, session.id))
      }
    }
  }

  private func eachSession(_ filter: SessionFilter, _ body: (Session) throws -> Void) throws {
    try each({ try tx.sessions.list(filter, after: $0, limit: Self.page) }, body)
  }

  private func walkState(_ scope: StateScope) throws {
    var last: StateEntry?
    while true {
      let entries = try tx.state.list(scope, after: last, limit: Self.page)
      guard let end = entries.last else { return }
      for entry in entries { try take(.state(entry)) }
      last = end
    }
  }

  private func walkUsers() throws {
    var last: UserProfile?
    while true {
      let profiles = try tx.users.list(after: last?.user, limit: Self.page)
      guard let end = profiles.last else { return }
      for profile in profiles { try take(.user(profile)) }
      last = end
    }
  }

  // MARK: Memories

  private func walkMemories(under namespace: Namespace) throws {
    guard access.canRead(namespace) else { return }
    try walkMemories(MemoryFilter(namespaces: [NamespacePrefix(namespace)], includesDeleted: true))
  }

  private func walkMemories(_ filter: MemoryFilter) throws {
    try each({ try tx.memories.list(filter, order: .updated, after: $0, limit: Self.page) }) { memory in
      try each({ try tx.memories.history(of: memory.id, asOf: nil, after: $0, limit: Self.page) }) {
        try take(.memory($0))
      }
    }
  }

  private func walkDocuments(under namespace: Namespace) throws {
    guard access.canRead(namespace) else { return }
    try walkDocuments(DocumentFilter(namespaces: [NamespacePrefix(namespace)]))
  }

  /// Documents that have content; of a file that could never be read there is nothing to keep.
  private func walkDocuments(_ filter: DocumentFilter) throws {
    try each({ try tx.documents.list(filter, after: $0, limit: Self.page) }) { document in
      guard document.sha256 != nil else { return }
      let content = try tx.documents.chunks(of: document.sequence).content
      try take(.document(DocumentDetail(document: document, content: content)))
    }
  }

  /// Gives each element of a list to `body`, page by page.
  private func each<Element>(_ page: (String?) throws -> Page<Element>, _ body: (Element) throws -> Void) throws {
    var cursor: String?
    repeat {
      let found = try page(cursor)
      for element in found.elements { try body(element) }
      cursor = found.nextCursor
    } while cursor != nil
  }
}
