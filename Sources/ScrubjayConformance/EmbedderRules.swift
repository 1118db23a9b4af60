public import ScrubjayCore

/// A rule that every embedder obeys, wherever its model runs.
///
/// An embedder's tests are one parameterised test over ``all``; rules may share an embedder and run at the same time.
public struct EmbedderRule: Sendable, CustomStringConvertible {
  /// The rule, as a sentence.
  public let name: String
  /// Checks an embedder; throws a ``ConformanceFailure`` when it breaks the rule.
  public let check: @Sendable (any Embedder) async throws -> Void

  private init(_ name: String, _ check: @escaping @Sendable (any Embedder) async throws -> Void) {
    self.name = name
    self.check = { embedder in
      do {
        try await check(embedder)
      } catch let failure as ConformanceFailure {
        throw failure
      } catch {
        throw ConformanceFailure("An error that the rule does not allow: \(error)")
      }
    }
  }

  /// The rule.
  public var description: String { name }

  /// All rules.
  public static let all: [EmbedderRule] = [shape, everyText, longTexts, sameVector, concurrent, nothing, meaning]

  private static let shape = EmbedderRule("an embedding has the model's dimension and length 1") { embedder in
    try expect(embedder.model.dimension > 0, "The model has no dimensions.")
    try expect(!embedder.model.name.isEmpty, "The model has no name.")
    for purpose in EmbeddingPurpose.allCases {
      for (text, parts) in zip(texts, try await embedder.embed(texts, as: purpose)) {
        for part in parts {
          let what = "the embedding of \(text.debugDescription.prefix(60))"
          try expect("the dimension of \(what)", part.values.count, is: embedder.model.dimension)
          let square = part.values.reduce(0) { $0 + Double($1) * Double($1) }
          try expect(abs(square.squareRoot() - 1) < 1e-4, "\(what) has the length \(square.squareRoot())")
        }
      }
    }
  }

  private static let everyText = EmbedderRule("every text has a part, the empty one too") { embedder in
    let found = try await embedder.embed(texts, as: .document)
    try expect("the number of answers", found.count, is: texts.count)
    for (text, parts) in zip(texts, found) {
      try expect(!parts.isEmpty, "\(text.debugDescription.prefix(60)) has no part")
    }
  }

  private static let longTexts = EmbedderRule("a long text has several parts, and its last word is seen") { embedder in
    let beginning = (0..<2_000).map { "This is sentence \($0) of many." }.joined(separator: " ").prefix(8_000)
    let found = try await embedder.embed(["\(beginning) apple", "\(beginning) volcano"], as: .document)
    try expect("the number of parts of texts of one length", found[0].count, is: found[1].count)
    try expect(found[0].count > 1, "A text of 8,000 characters has one part.")
    let farthest = zip(found[0], found[1]).map { difference($0, $1) }.max() ?? 0
    try expect(farthest > 1e-3, "No part of a long text changes with its last word.")
  }

  private static let sameVector = EmbedderRule("a text's embedding is its own, whatever else is asked with it") {
    embedder in
    let together = try await embedder.embed(texts, as: .document)
    let reversed = try await embedder.embed(texts.reversed(), as: .document)
    try expectSame("in another order", Array(reversed.reversed()), together)
    for (text, parts) in zip(texts, together) {
      try expectSame("alone", try await embedder.embed([text], as: .document), [parts])
    }
    try expectSame("again", try await embedder.embed(texts, as: .document), together)
    try expectSame("twice", try await embedder.embed([texts[3], texts[3]], as: .document), [together[3], together[3]])
  }

  private static let concurrent = EmbedderRule("many may ask at once") { embedder in
    for purpose in EmbeddingPurpose.allCases {
      let wanted = try await embedder.embed(texts, as: purpose)
      try await withThrowingTaskGroup(of: (Int, [[Embedding]]).self) { group in
        for start in 0..<16 {
          let text = texts[start % texts.count]
          group.addTask { (start % texts.count, try await embedder.embed([text], as: purpose)) }
        }
        for try await (index, found) in group { try expectSame("among many callers", found, [wanted[index]]) }
      }
    }
  }

  private static let nothing = EmbedderRule("no texts have no embeddings") { embedder in
    for purpose in EmbeddingPurpose.allCases {
      try expect("the number of answers", try await embedder.embed([], as: purpose).count, is: 0)
    }
  }

  private static let meaning = EmbedderRule("texts that mean alike point alike") { embedder in
    let query = try await embedder.embed(["Which food makes me ill?"], as: .query)
    let documents = try await embedder.embed(
      ["I get sick when I eat peanuts.", "The train to the coast leaves at noon."], as: .document)
    let near = product(query[0][0], documents[0][0])
    let far = product(query[0][0], documents[1][0])
    try expect(near > far, "A question is nearer to what it is not about (\(far)) than to its answer (\(near)).")
  }

  private static let texts = [
    "", " ", "\n\t", "A short sentence.", "Ein Satz mit Umlauten: größer, schöner.", "漢字とかな", "👩🏽‍💻 🇩🇪", "zzxqj",
    String(repeating: "word ", count: 300), String(repeating: "a", count: 500), "[SEP] [MASK]", "\u{1}\u{7F}\u{200B}",
  ]

  private static func expectSame(
    _ what: String, _ found: [[Embedding]], _ wanted: [[Embedding]]
  ) throws(ConformanceFailure) {
    try expect("the number of answers \(what)", found.count, is: wanted.count)
    for (index, (found, wanted)) in zip(found, wanted).enumerated() {
      try expect("the parts of text \(index) \(what)", found.count, is: wanted.count)
      let farthest = zip(found, wanted).map { difference($0, $1) }.max() ?? 0
      try expect(farthest <= 1e-5, "Text \(index) differs by \(farthest) \(what).")
    }
  }

  private static func difference(_ left: Embedding, _ right: Embedding) -> Float {
    zip(left.values, right.values).map { abs($0 - $1) }.max() ?? 0
  }

  private static func product(_ left: Embedding, _ right: Embedding) -> Float {
    zip(left.values, right.values).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
