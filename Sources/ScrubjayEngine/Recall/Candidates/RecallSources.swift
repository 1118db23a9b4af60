import ScrubjayCore

/// The owners whose items a recall searches, each once.
struct RecallSources {
  let owners: [WordOwner]

  init(_ scope: RecallScope, _ access: Access, _ words: any WordReader) throws {
    var owners: [WordOwner] = []
    if let messages = scope.messages {
      owners += try words.owners(.message, first: messages.user, second: messages.app)
        .filter { access.canRead(Namespace(.app, $0.owner.second)) }
    }
    for (kind, filter) in [(ItemKind.memory, scope.memories), (.past, scope.past)] {
      guard let namespaces = filter?.namespaces else { continue }
      // Prefixes may overlap; an owner is searched once.
      var seen: Set<Int64> = []
      let parts =
        namespaces.isEmpty ? [(nil, nil)] : namespaces.map { ($0.segments.first, $0.segments.dropFirst().first) }
      for (first, second) in parts {
        owners += try words.owners(kind, first: first, second: second).filter { seen.insert($0.number).inserted }
      }
    }
    if let documents = scope.documents {
      // Of the namespaces of documents, those that start with a prefix are found by its first two segments.
      let parts = documents.namespaces.isEmpty ? [nil] : documents.namespaces.map(Optional.some)
      var seen: Set<Int64> = []
      for prefix in parts {
        let first = prefix.flatMap { $0.segments.count < 2 ? nil : $0.segments.prefix(2).joined(separator: ":") }
        owners += try words.owners(.document, first: first, second: nil).filter { owner in
          let namespace = Namespace(stored: owner.owner.second)
          let isMeant = prefix?.matches(namespace) ?? access.canRead(namespace)
          return isMeant && seen.insert(owner.number).inserted
        }
      }
    }
    self.owners = owners
  }
}
