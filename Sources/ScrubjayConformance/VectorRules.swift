import ScrubjayCore

extension StorageRule {
  static let vectors: [StorageRule] = [
    vectors("are of a model, which is registered once, with one dimension") { ground in
      let models = [EmbeddingModel(name: "a", dimension: 5), EmbeddingModel(name: "A", dimension: 7)]
      let registered = try await ground.write { tx in
        try (models + models).map { try tx.vectors.register($0, at: .at(0)) }
      }
      try expect("the models as registered", registered.map(\.model), is: models + models)
      try expect("the numbers, the second time", registered[2...].map(\.number), is: registered[..<2].map(\.number))
      try expect("the models", try await ground.read { try $0.vectors.models() }, is: Array(registered[..<2]))
      try await expectError(.dimensionMismatch, "a model with another dimension") {
        _ = try await ground.write { try $0.vectors.register(EmbeddingModel(name: "a", dimension: 6), at: .at(1)) }
      }
      try expect("the models after that", try await ground.read { try $0.vectors.models() }.count, is: 2)
    },

    vectors("are of a model, one of which at most is wanted, live or not") { ground in
      let registered = try await ground.write { tx in
        try ["a", "b"].map { try tx.vectors.register(EmbeddingModel(name: $0, dimension: 5), at: .at(0)) }
      }
      try await ground.write { try $0.vectors.makeLive(registered[0].number) }
      for wanted in [0, 1, 1, 0] {
        try await ground.write { try $0.vectors.want(registered[wanted].number) }
        let found = try await ground.read { try $0.vectors.models() }
        try expect("which are wanted", found.map(\.isWanted), is: [wanted == 0, wanted == 1])
        try expect("which are live", found.map(\.isLive), is: [true, false])
      }
    },

    vectors("say which items have them, of which model") { ground in
      let shelf = try await ground.shelf("model", 5)
      let other = try await ground.shelf("other", 5)
      try await ground.write { tx in
        try shelf.set([axis(5), axis(5)], of: 1, tx)
        try shelf.set([], of: 2, tx)
        try other.set([axis(5)], of: 3, tx)
      }
      let owner = ItemOwner(.message, "alice", "planner")
      let found = try await ground.read { tx in
        try [shelf, other].map { try tx.vectors.embedded([1, 2, 3, 4], of: owner, model: $0.model.number) }
      }
      try expect("those with vectors", found, is: [[1], [3]])
      let elsewhere = try await ground.read { tx in
        try tx.vectors.embedded([1, 3], of: ItemOwner(.memory, "alice", "planner"), model: shelf.model.number)
      }
      try expect("those of another owner", elsewhere, is: [])
    },

    vectors("are of a model, one of which at most is live") { ground in
      let registered = try await ground.write { tx in
        try ["a", "b"].map { try tx.vectors.register(EmbeddingModel(name: $0, dimension: 5), at: .at(0)) }
      }
      try expect("whether any is live at first", registered.map(\.isLive), is: [false, false])
      for live in [0, 0, 1] {
        try await ground.write { try $0.vectors.makeLive(registered[live].number) }
        let found = try await ground.read { try $0.vectors.models().map(\.isLive) }
        try expect("which are live", found, is: [live == 0, live == 1])
      }
      let again = try await ground.write { try $0.vectors.register(registered[1].model, at: .at(1)) }
      try expect("whether it is, when registered again", again.isLive, is: true)
    },

    vectors("are found as a comparison with all of them finds them") { ground in
      var random = VectorSource(7)
      for dimension in [5, 64, 129] {
        let shelf = try await ground.shelf("model-\(dimension)", dimension)
        var items: [Int64: [Embedding]] = [:]
        for item in Int64(1)...300 { items[item] = (0..<Int(item % 4)).map { _ in random.embedding(dimension) } }
        try await ground.write { [items] tx in
          for item in items.keys.sorted() { try shelf.set(items[item] ?? [], of: item, tx) }
        }
        for limit in [1, 10, 299, 1_000] {
          let query = random.embedding(dimension)
          try await ground.expect("the nearest \(limit) of \(dimension)", shelf, query, limit, among: items)
        }
        try await ground.expect("the nearest to one itself", shelf, items[7]?[2] ?? axis(dimension), 1, among: items)
        let none = try await ground.read { try $0.vectors.nearest(shelf.query(axis(dimension)), limit: 0) }
        try expect("the nearest none", none, is: [])
      }
    },

    vectors("are found as they are after each change, in the same unit of work and in the next") { ground in
      var random = VectorSource(11)
      let shelf = try await ground.shelf("model", 24)
      var items: [Int64: [Embedding]] = [:]
      for step in 0..<60 {
        let changes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
          let parts = random.next() % 3 == 0 ? 0 : Int.random(in: 1...3, using: &random)
          let item = Int64.random(in: 1...40, using: &random)
          return (item: item, parts: (0..<parts).map { _ in random.embedding(24) })
        }
        for (item, parts) in changes { items[item] = parts }
        let query = random.embedding(24)
        let within = try await ground.write { tx in
          for (item, parts) in changes {
            if parts.isEmpty {
              try tx.vectors.remove(item, of: shelf.owner)
            } else {
              try shelf.set(parts, of: item, tx)
            }
          }
          return try tx.vectors.nearest(shelf.query(query), limit: 5)
        }
        try compare("the nearest within the unit of work \(step)", within, query, 5, among: items)
        try await ground.expect("the nearest after the unit of work \(step)", shelf, query, 5, among: items)
      }
    },

    vectors("that were replaced or removed are not found by what they were") { ground in
      let shelf = try await ground.shelf("model", 3)
      let axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map { Embedding($0.map(Float.init)) }
      try await ground.write { tx in
        try shelf.set([axes[0], axes[1]], of: 1, tx)
        try shelf.set([axes[0]], of: 2, tx)
        try shelf.set([axes[1]], of: 3, tx)
      }
      _ = try await ground.read { try $0.vectors.nearest(shelf.query(axes[0]), limit: 9) }
      try await ground.write { tx in
        try shelf.set([axes[2]], of: 1, tx)
        try tx.vectors.remove(2, of: shelf.owner)
        try tx.vectors.remove(2, of: shelf.owner)
        try tx.vectors.remove(9, of: shelf.owner)
        try tx.vectors.remove(3, of: ItemOwner(.memory, "alice", "planner"))
        try tx.vectors.remove(3, of: ItemOwner(.message, "alice", "another"))
      }
      let items: [Int64: [Embedding]] = [1: [axes[2]], 3: [axes[1]]]
      for each in axes { try await ground.expect("the nearest", shelf, each, 9, among: items) }
      try await ground.write { tx in try shelf.set([], of: 3, tx) }
      try await ground.expect("the nearest after one was left none", shelf, axes[1], 9, among: [1: [axes[2]]])
    },

    vectors("are compared exactly with the items that are asked for") { ground in
      var random = VectorSource(13)
      let shelf = try await ground.shelf("model", 33)
      var items: [Int64: [Embedding]] = [:]
      for item in Int64(1)...20 { items[item] = (0..<2).map { _ in random.embedding(33) } }
      try await ground.write { [items] tx in
        for (item, parts) in items where item != 5 { try shelf.set(parts, of: item, tx) }
      }
      let query = random.embedding(33)
      let asked: [Int64] = [3, 5, 19, 777, 8]
      let found = try await ground.read { try $0.vectors.nearness(shelf.query(query), of: asked, isRough: false) }
      try compare(
        "the nearness", found.sorted { $0.cosine > $1.cosine }, query, 9,
        among: items.filter { asked.contains($0.key) && $0.key != 5 })
      let none = try await ground.read { try $0.vectors.nearness(shelf.query(query), of: [], isRough: false) }
      try expect("the nearness of nothing", none, is: [])

      let rough = try await ground.read { try $0.vectors.nearness(shelf.query(query), of: asked, isRough: true) }
      try expect("the items of a rough comparison", Set(rough.map(\.item)), is: Set(found.map(\.item)))
      for match in rough {
        let exact = try require("the exact match", found.first { $0.item == match.item })
        try expect(
          "whether the rough match of \(match.item) is near the exact one",
          abs(match.cosine - exact.cosine) < 0.01 && abs(match.whole - exact.whole) < 0.01, is: true)
      }
    },

    vectors("tell the cosine of each part of the items that are asked for, in the order of the parts") { ground in
      let shelf = try await ground.shelf("model", 3)
      let axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map { Embedding($0.map(Float.init)) }
      try await ground.write { tx in
        try shelf.set([axes[1], axes[0], axes[2], axes[0]], of: 1, tx)
        try shelf.set([axes[2]], of: 2, tx)
        try shelf.set([axes[0]], of: 3, tx)
      }
      let found = try await ground.read { try $0.vectors.cosines(shelf.query(axes[0]), of: [1, 2, 4]) }
      try expect("the cosines", found, is: [1: [0, 1, 0, 1], 2: [0]])
      let none = try await ground.read { try $0.vectors.cosines(shelf.query(axes[0]), of: []) }
      try expect("the cosines of nothing", none, is: [:])
    },

    vectors("of another dimension are refused, and nothing of them is kept") { ground in
      let shelf = try await ground.shelf("model", 5)
      try await ground.write { tx in try shelf.set([axis(5)], of: 1, tx) }
      for wrong in [4, 6, 0] {
        try await expectError(.dimensionMismatch, "a vector of \(wrong) numbers") {
          try await ground.write { tx in
            try shelf.set([axis(5), Embedding(Array(repeating: 1, count: wrong))], of: 2, tx)
          }
        }
      }
      try await ground.expect("the nearest", shelf, axis(5), 9, among: [1: [axis(5)]])
    },

    vectors("belong to one owner, kind, model and tenant") { ground in
      let other = try await ground.neighbour()
      var random = VectorSource(17)
      var shelves: [(ground: Ground, shelf: Shelf, items: [Int64: [Embedding]])] = []
      for each in [ground, other] {
        for (kind, first, second) in [
          (ItemKind.message, "alice", "planner"), (.memory, "alice", "planner"), (.message, "bob", "planner"),
          (.message, "alice", "writer"),
        ] {
          for model in ["a", "b"] {
            let shelf = try await each.shelf(model, 8, of: ItemOwner(kind, first, second))
            shelves.append((each, shelf, [1: [random.embedding(8)], 2: [random.embedding(8)]]))
          }
        }
      }
      for (each, shelf, items) in shelves {
        try await each.write { tx in for (item, parts) in items { try shelf.set(parts, of: item, tx) } }
      }
      let query = random.embedding(8)
      for (each, shelf, items) in shelves { try await each.expect("the nearest", shelf, query, 9, among: items) }
      // An item goes with its vectors of all models, of one owner.
      let first = shelves[0].shelf.owner
      try await ground.write { tx in try tx.vectors.remove(1, of: first) }
      for (index, (each, shelf, items)) in shelves.enumerated() {
        let left = index < 2 ? items.filter { $0.key != 1 } : items
        try await each.expect("the nearest after a removal", shelf, query, 9, among: left)
      }
    },

    vectors("go with their model, in steps, and those of other models stay") { ground in
      var random = VectorSource(19)
      let (gone, stays) = (try await ground.shelf("gone", 6), try await ground.shelf("stays", 6))
      var items: [Int64: [Embedding]] = [:]
      for item in Int64(1)...25 { items[item] = [random.embedding(6)] }
      try await ground.write { [items] tx in
        for (item, parts) in items {
          try gone.set(parts, of: item, tx)
          try stays.set(parts, of: item, tx)
        }
        for item in Int64(1)...3 { try tx.vectors.remove(item, of: gone.owner) }
      }
      for item in Int64(1)...3 { items[item] = nil }
      let query = random.embedding(6)
      try await ground.expect("the nearest at first", gone, query, 99, among: items)
      var left = 22
      var steps = 0
      while try await !ground.write({ try $0.vectors.remove(model: gone.model.number, limit: 10) }) {
        steps += 1
        try expect(steps < 100, "the model is never gone")
        let found = try await ground.read { try $0.vectors.nearest(gone.query(query), limit: 99) }
        try expect(found.count < left || left == 0, "a step removed nothing of \(left) vectors")
        left = found.count
        try compare(
          "the nearest after step \(steps)", found, query, 99,
          among: items.filter { item in found.contains { $0.item == item.key } })
      }
      try expect("the models", try await ground.read { try $0.vectors.models().map(\.model.name) }, is: ["stays"])
      try expect("the nearest", try await ground.read { try $0.vectors.nearest(gone.query(query), limit: 99) }, is: [])
      try await ground.expect("the nearest of the other model", stays, query, 99, among: items)
      // One of the same name begins with nothing.
      let again = try await ground.shelf("gone", 4)
      try expect(again.model.number != gone.model.number, "a number was given twice")
      try await ground.expect("the nearest of the model that came again", again, axis(4), 9, among: [:])
    },

    vectors("stay when the words are removed, and when they are indexed anew") { ground in
      let shelf = try await ground.shelf("model", 5)
      let parts = [axis(5)]
      try await ground.write { tx in try shelf.set(parts, of: 1, tx) }
      try await ground.write { tx in try tx.words.removeAll() }
      try await ground.expect("the nearest without words", shelf, axis(5), 9, among: [1: parts])
      let again = try await ground.shelf("model", 5)
      try expect("the owner's number", again.number, is: shelf.number)
      try await ground.expect("the nearest with new words", again, axis(5), 9, among: [1: parts])
    },

    vectors("are right after any number of removals") { ground in
      var random = VectorSource(23)
      let shelf = try await ground.shelf("model", 4)
      let kept = [random.embedding(4), random.embedding(4)]
      try await ground.write { tx in try shelf.set([kept[0]], of: 1, tx) }
      try await ground.expect("the nearest at first", shelf, kept[0], 9, among: [1: [kept[0]]])
      for round in 0..<3 {
        let passing = (0..<600).map { _ in random.embedding(4) }
        try await ground.write { tx in
          for (index, embedding) in passing.enumerated() { try shelf.set([embedding], of: Int64(index + 2), tx) }
        }
        if round == 1 {
          let found = try await ground.read { try $0.vectors.nearest(shelf.query(passing[0]), limit: 1) }
          try expect("the nearest of many", found.map(\.item), is: [2])
        }
        try await ground.write { tx in
          for index in passing.indices { try tx.vectors.remove(Int64(index + 2), of: shelf.owner) }
        }
      }
      try await ground.write { tx in try shelf.set([kept[1]], of: 9_999, tx) }
      try await ground.expect("the nearest", shelf, kept[1], 9, among: [1: [kept[0]], 9_999: [kept[1]]])
    },

    vectors("that point nowhere, or have coordinates that are no numbers, do no harm") { ground in
      let shelf = try await ground.shelf("model", 4)
      let odd: [Float] = [.nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0]
      try await ground.write { tx in
        try shelf.set([axis(4)], of: 1, tx)
        for (index, value) in odd.enumerated() {
          try shelf.set([Embedding([0, value, 0, value])], of: Int64(index + 2), tx)
        }
      }
      for value in odd + [1] {
        _ = try await ground.read { try $0.vectors.nearest(shelf.query(Embedding([value, 0, 0, 0])), limit: 9) }
      }
      let found = try await ground.read { try $0.vectors.nearness(shelf.query(axis(4)), of: [1], isRough: false) }
      try compare("the one that is right", found, axis(4), 1, among: [1: [axis(4)]])
    },

    vectors("are copied to another item of another owner, of all models and in all parts") { ground in
      let shelf = try await ground.shelf("model", 4)
      let past = ItemOwner(.past, "user", "alice")
      let isCopied = try await ground.write { tx in
        try shelf.set([axis(4), Embedding([0, 1, 0, 0])], of: 1, tx)
        try tx.words.add(
          IndexedItem(owner: past, item: 77, terms: ["tea": 1], length: 1, language: "en"))
        return (
          try tx.vectors.copy(1, of: shelf.owner, to: 77, of: past),
          try tx.vectors.copy(2, of: shelf.owner, to: 78, of: past)
        )
      }
      try expect("what has vectors, and what has none", [isCopied.0, isCopied.1], is: [true, false])
      try await ground.read { tx in
        let number = try require("the owner", try tx.words.owners(.past, first: nil, second: nil).first?.number)
        let query = VectorQuery(Embedding([0, 1, 0, 0]), model: try tx.vectors.models()[0].number, owner: number)
        let found = try tx.vectors.nearest(query, limit: 9)
        try expect("what is near", found.map(\.item), is: [77])
        try expect("its nearest part", found.map(\.part), is: [1])
        try expect(
          "the one it is copied from", try tx.vectors.nearest(shelf.query(axis(4)), limit: 9).map(\.item), is: [1])
      }
    },
  ]

  private static func vectors(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("vectors", "Vectors \(name)", check)
  }
}
