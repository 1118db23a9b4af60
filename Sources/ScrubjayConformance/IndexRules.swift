import ScrubjayCore

// The indexes as a whole, as they are compared with what they are made from.

extension StorageRule {
  static let indexes: [StorageRule] = [
    indexes("say of each owner what they hold of it, page by page") { ground in
      let neighbour = try await ground.neighbour()
      try await neighbour.write { try $0.words.add(.sample(1, ["theirs": 1])) }
      try await ground.write { tx in
        try tx.words.add(.sample(1, ["tea": 2, "milk": 1]))
        try tx.words.add(.sample(2, ["tea": 1]))
        try tx.words.add(.sample(3, [:], kind: .memory, first: "user", second: "al"))
        try tx.words.add(.sample(1, ["cup": 1], second: "other"))
      }
      try await ground.read { tx in
        var owners: [WordOwner] = []
        while let next = try tx.indexes.owners(after: owners.last?.owner, limit: 1).first { owners.append(next) }
        try expect("the owners", owners.map(\.owner.second), is: ["al", "other", "planner"])
        try expect("all at once", try tx.indexes.owners(after: nil, limit: 9), is: owners)
        try expect("their items", owners.map(\.items), is: [1, 1, 2])
        let contents = try owners.map { try tx.indexes.content(of: $0.number) }
        let wanted = [(1, 0, 0), (1, 1, 1), (2, 4, 3)].map {
          IndexContent(items: $0, length: $1, terms: $2, postings: $2)
        }
        try expect("what is held of them", contents, is: wanted)
        let none = IndexContent(items: 0, length: 0, terms: 0, postings: 0)
        try expect("what is held of nobody", try tx.indexes.content(of: .max), is: none)
        let (owner, other) = (ItemOwner(.message, "alice", "planner"), ItemOwner(.memory, "alice", "planner"))
        try expect("what is there", try tx.indexes.indexed([1, 2, 3], of: owner), is: [1, 2])
        try expect("what is there of another", try tx.indexes.indexed([1, 2, 3], of: other), is: [])
      }
    },

    indexes("name the places of items, page by page, each with its owner") { ground in
      let model = try await ground.write { tx in
        let model = try tx.vectors.register(.sample, at: .at(0))
        for item in [3, 1, 2] as [Int64] {
          try tx.words.add(.sample(item, ["tea": 1]))
          try tx.words.add(.sample(item, ["tea": 1], kind: .memory, first: "user", second: "al"))
        }
        let owner = ItemOwner(.memory, "user", "al")
        try tx.vectors.set([.sample, .sample], of: 2, owner: owner, model: model)
        try tx.vectors.set([.sample], of: 9, owner: owner, model: model)
        return model.number
      }
      for limit in [1, 4, 9] {
        try await ground.read { tx in
          let words = try all { try tx.indexes.wordItems(after: $0, limit: limit) }
          try expect("the items", words.map(\.item), is: [1, 2, 3, 1, 2, 3])
          try expect(
            "their owners", words.map(\.owner?.kind), is: [.message, .message, .message, .memory, .memory, .memory])
          let vectors = try all { try tx.indexes.vectorItems(of: model, after: $0, limit: limit) }
          try expect("those with vectors", vectors.map(\.item), is: [2, 9])
          try expect("their owners", vectors.map(\.owner), is: [words[3].owner, words[3].owner])
          try expect("those of no model", try tx.indexes.vectorItems(of: .max, after: nil, limit: 9), is: [])
        }
      }
      let left = try await ground.write { tx in
        for place in try tx.indexes.vectorItems(of: model, after: nil, limit: 9) where place.item == 9 {
          try tx.indexes.removeVectors(of: model, at: place)
        }
        return try tx.indexes.vectorItems(of: model, after: nil, limit: 9).map(\.item)
      }
      try expect("those that are left", left, is: [2])
    },

    indexes("count what the tenant holds as it was counted, and settle it") { ground in
      try await ground.hold(.sample("s"), saying: ["four", "é"])
      try await ground.write { tx in
        let first = try tx.memories.insert(.sample("m", content: "tea", value: JSONText(stored: "[1]")))
        try tx.memories.append(first.next("tea!", at: 1))
        try tx.memories.redact(1, of: "m", at: .at(2))
      }
      try await ground.write { tx in
        try expect("the count", try tx.indexes.recount(), is: try tx.usage().0)
        try tx.indexes.settleUsage()
        try expect("the count once it is settled", try tx.usage().0, is: Tenant.Usage(rows: 4, bytes: 10 + 9))
      }
    },
  ]

  private static func all(_ page: (IndexPlace?) throws -> [IndexPlace]) rethrows -> [IndexPlace] {
    var places: [IndexPlace] = []
    while case let next = try page(places.last), !next.isEmpty { places += next }
    return places
  }

  private static func indexes(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("indexes", "The indexes \(name)", check)
  }
}
