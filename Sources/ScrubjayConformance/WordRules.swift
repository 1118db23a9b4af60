import ScrubjayCore

extension StorageRule {
  static let words: [StorageRule] = [
    words("are found by owner and term, with how often and how long") { ground in
      let owner = try await ground.index([
        .sample(1, ["tea": 2, "green": 1]), .sample(2, ["tea": 1]), .sample(3, ["coffee": 4]),
      ])
      let cases: [([String], Set<Posting>)] = [
        (
          ["tea"],
          [.init(term: "tea", item: 1, frequency: 2, length: 3), .init(term: "tea", item: 2, frequency: 1, length: 1)]
        ),
        (
          ["green", "coffee"],
          [
            .init(term: "green", item: 1, frequency: 1, length: 3),
            .init(term: "coffee", item: 3, frequency: 4, length: 4),
          ]
        ),
        (["te", "tea ", "TEA", "te_", "%"], []), ([], []),
      ]
      for (terms, wanted) in cases {
        let found = try await ground.read { try $0.words.postings(owner: owner.number, terms: terms) }
        try expect("the postings of \(terms)", Set(found), is: wanted)
        try expect("the number of postings of \(terms)", found.count, is: wanted.count)
      }
    },

    words("are counted for their owner right after each change") { ground in
      func counts(_ what: String, _ items: Int, _ length: Int) async throws {
        let owner = try await ground.owner()
        try expect("the items after \(what)", owner.items, is: items)
        try expect("the length after \(what)", owner.length, is: length)
      }
      try await ground.write { tx in
        try tx.words.add(.sample(1, ["a": 3, "b": 1]))
        let owner = try tx.words.owners(.message, first: "alice", second: "planner").first
        try expect("the items within the unit of work", owner?.items, is: 1)
      }
      try await counts("one item", 1, 4)
      try await ground.write { tx in try tx.words.add(.sample(2, ["a": 1], language: "de")) }
      try await counts("two items", 2, 5)
      try await ground.write { tx in try tx.words.add(.sample(2, ["a": 1], language: "de")) }
      try await counts("an item that is there already", 2, 5)
      let languages = try await ground.owner().languages
      try expect("the languages", languages.sorted(), is: ["de", "en"])
      try await ground.write { tx in try tx.words.remove(1, of: ItemOwner(.message, "alice", "planner")) }
      try await counts("removing one", 1, 1)
      try await ground.write { tx in
        try tx.words.remove(1, of: ItemOwner(.message, "alice", "planner"))
        try tx.words.remove(2, of: ItemOwner(.message, "alice", "other"))
        try tx.words.remove(2, of: ItemOwner(.memory, "alice", "planner"))
      }
      try await counts("removing what is not there", 1, 1)
    },

    words("go with their item, and come back as they are then") { ground in
      let owner = try await ground.index([.sample(1, ["old": 1, "both": 1]), .sample(2, ["old": 1])])
      try await ground.write { tx in
        try tx.words.remove(1, of: ItemOwner(.message, "alice", "planner"))
        try tx.words.add(.sample(1, ["new": 1, "both": 2]))
      }
      let found = try await ground.read { try $0.words.postings(owner: owner.number, terms: ["old", "both", "new"]) }
      try expect(
        "the postings", Set(found),
        is: [
          .init(term: "old", item: 2, frequency: 1, length: 1), .init(term: "new", item: 1, frequency: 1, length: 3),
          .init(term: "both", item: 1, frequency: 2, length: 3),
        ])
    },

    words("are bytes: terms that look alike are apart, and all of them go") { ground in
      let terms = [
        "é", "e\u{301}", "e", "\u{301}", "\u{301}x", "\u{E31}น", "\u{200D}", "%", "_", "👩🏽", "👩", "date:2026", "Ｔ", "t",
        String(repeating: "x", count: 64),
      ]
      let counts = Dictionary(uniqueKeysWithValues: terms.map { (Array($0.utf8), 1) })
      try expect("the terms that differ by their bytes", counts.count, is: terms.count)
      // A dictionary of strings would take two spellings for one, so each item has one term.
      let owner = try await ground.index(terms.enumerated().map { .sample(Int64($0 + 1), [$1: 1]) })
      for (index, term) in terms.enumerated() {
        let found = try await ground.read { try $0.words.postings(owner: owner.number, terms: [term]) }
        try expect("the items with \(term.debugDescription)", found.map(\.item), is: [Int64(index + 1)])
      }
      // Terms whose first scalar would join the end of another's.
      try await ground.write { tx in
        try tx.words.add(.sample(100, ["a": 1, "\u{301}x": 1, "\u{E31}น": 1, "\u{200D}": 1]))
        for item in Array(1...terms.count) + [100] {
          try tx.words.remove(Int64(item), of: ItemOwner(.message, "alice", "planner"))
        }
      }
      let left = try await ground.read { try $0.words.postings(owner: owner.number, terms: terms + ["a"]) }
      try expect("the postings after all were removed", left, is: [])
      let empty = try await ground.owner()
      try expect("the items", empty.items, is: 0)
      try expect("the length", empty.length, is: 0)
    },

    words("belong to one owner and kind") { ground in
      try await ground.write { tx in
        try tx.words.add(.sample(1, ["tea": 1]))
        try tx.words.add(.sample(1, ["tea": 2], kind: .memory))
        try tx.words.add(.sample(1, ["tea": 3], first: "al", second: "planner"))
        try tx.words.add(.sample(1, ["tea": 4], second: "plan"))
        try tx.words.remove(1, of: ItemOwner(.message, "alice", "plan"))
      }
      let cases: [(ItemKind, String?, String?, [Int])] = [
        (.message, "alice", "planner", [1]), (.memory, "alice", "planner", [2]), (.message, "al", "planner", [3]),
        (.message, "alice", "plan", []), (.message, "alice", nil, [1]), (.message, nil, nil, [1, 3]),
        (.memory, nil, nil, [2]), (.message, "ali%", nil, []), (.memory, "al", nil, []),
        (.message, nil, "planner", [1, 3]),
      ]
      for (kind, first, second, wanted) in cases {
        let found = try await ground.read { tx in
          try tx.words.owners(kind, first: first, second: second).flatMap { owner in
            try tx.words.postings(owner: owner.number, terms: ["tea"]).map(\.frequency)
          }
        }
        try expect("\(kind) of \(first ?? "any") and \(second ?? "any")", found.sorted(), is: wanted)
      }
    },

    words("list those who speak, each once, as long as they are not too many") { ground in
      let names = ["Ana", "An", "ana", "A % _ b", "\u{301}x", "大介", "Ana"]
      try await ground.write { tx in
        for (item, name) in names.enumerated() { try tx.words.add(.sample(Int64(item), ["a": 1], speaker: name)) }
        try tx.words.add(.sample(100, ["a": 1]))
        try tx.words.add(.sample(101, ["a": 1], second: "other", speaker: "Bob"))
      }
      try expect("the speakers", try await ground.owner().speakers, is: Array(names.dropLast()))
      try await ground.write { tx in
        for item in 200..<1_000 { try tx.words.add(.sample(Int64(item), ["a": 1], speaker: "speaker \(item)")) }
      }
      let bytes = try await ground.owner().speakers.reduce(0) { $0 + $1.utf8.count }
      try expect(bytes <= 2 * WordOwner.speakersBytes, "the speakers have \(bytes) bytes")
    },

    words("may be many: in an item, and in a question") { ground in
      let terms = (0..<5_000).map { "term\($0)" }
      let item = IndexedItem.sample(1, Dictionary(uniqueKeysWithValues: terms.map { ($0, 1) }))
      let owner = try await ground.index([item])
      let found = try await ground.read { try $0.words.postings(owner: owner.number, terms: terms) }
      try expect("the postings", Set(found.map(\.term)), is: Set(terms))
      try await ground.write { tx in try tx.words.remove(1, of: ItemOwner(.message, "alice", "planner")) }
      let left = try await ground.read { try $0.words.postings(owner: owner.number, terms: terms) }
      try expect("the postings after it was removed", left, is: [])
    },

    words("can be removed altogether, and indexed anew") { ground in
      _ = try await ground.index([.sample(1, ["tea": 1]), .sample(2, ["tea": 1], kind: .memory)])
      try await ground.write { tx in try tx.words.removeAll() }
      // Owners may stay, for their vectors; of their words nothing does.
      for kind in ItemKind.allCases {
        for owner in try await ground.read({ try $0.words.owners(kind, first: nil, second: nil) }) {
          try expect("the items of \(owner.owner)", owner.items, is: 0)
          try expect("the length of \(owner.owner)", owner.length, is: 0)
          try expect("the languages of \(owner.owner)", owner.languages, is: [])
          let left = try await ground.read { try $0.words.postings(owner: owner.number, terms: ["tea"]) }
          try expect("the postings of \(owner.owner)", left, is: [])
        }
      }
      let owner = try await ground.index([
        .sample(1, ["coffee": 1]), .sample(2, ["milk": 2], language: "de"), .sample(3, ["milk": 1], language: "de"),
      ])
      try expect("the items", owner.items, is: 3)
      try expect("the length", owner.length, is: 4)
      try expect("the languages", owner.languages.sorted(), is: ["de", "en"])
      let found = try await ground.read { try $0.words.postings(owner: owner.number, terms: ["tea", "coffee"]) }
      try expect("the postings", found.map(\.term), is: ["coffee"])
    },

    words("move to another owner under another number, with how often each is held") { ground in
      let item = IndexedItem.sample(1, ["tea": 2, "\u{301}mark": 1], language: "de", speaker: "Al")
      try await ground.write { tx in
        try tx.words.add(item)
        try tx.words.add(.sample(2, ["milk": 1], language: "en"))
        let past = ItemOwner(.past, "user", "alice")
        try tx.words.move(1, of: item.owner, to: 77, of: past)
        try tx.words.move(9, of: item.owner, to: 78, of: past)
        try tx.words.move(1, of: ItemOwner(.memory, "no", "one"), to: 79, of: past)
      }
      try await ground.read { tx in
        let now = try require("the owner", try tx.words.owners(.message, first: "alice", second: nil).first)
        let then = try require("the other owner", try tx.words.owners(.past, first: "user", second: "alice").first)
        try expect("the items", [now.items, then.items], is: [1, 1])
        try expect("the lengths", [now.length, then.length], is: [1, 3])
        try expect("the languages", then.languages.sorted(), is: ["de", "en"])
        try expect("the speakers", then.speakers, is: [])
        let found = try tx.words.postings(owner: then.number, terms: ["tea", "\u{301}mark", "milk"])
        try expect(
          "what is held", Set(found.map { "\($0.term) \($0.item) \($0.frequency) \($0.length)" }),
          is: ["tea 77 2 3", "\u{301}mark 77 1 3"])
        try expect("what is left", try tx.words.postings(owner: now.number, terms: ["tea"]).count, is: 0)
      }
    },
  ]

  private static func words(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("words", "Words \(name)", check)
  }
}

extension Ground {
  /// Adds items to the index; answers the owner of the messages among them.
  fileprivate func index(_ items: [IndexedItem]) async throws -> WordOwner {
    try await write { tx in for item in items { try tx.words.add(item) } }
    return try await owner()
  }

  /// The owner of the messages of `alice` with `planner`.
  fileprivate func owner() async throws -> WordOwner {
    try require(
      "the owner", try await read { try $0.words.owners(.message, first: "alice", second: "planner").first })
  }
}
