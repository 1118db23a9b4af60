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
    if let memories = scope.memories {
      // Prefixes may overlap; an owner is searched once.
      var seen: Set<Int64> = []
      let parts =
        memories.namespaces.isEmpty
        ? [(nil, nil)] : memories.namespaces.map { ($0.segments.first, $0.segments.dropFirst().first) }
      for (first, second) in parts {
        owners += try words.owners(.memory, first: first, second: second).filter { seen.insert($0.number).inserted }
      }
    }
    self.owners = owners
  }
}
