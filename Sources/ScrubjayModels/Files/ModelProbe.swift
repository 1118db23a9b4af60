import ScrubjayCore

/// What a model should make of some texts, by which its files, prefixes and pooling are checked as a whole.
struct ModelProbe: Sendable {
  /// The name that it has in a model's folder.
  static let file = "probe.json"

  /// A text with its vector.
  struct Sample: Sendable {
    let text: String
    let purpose: EmbeddingPurpose
    let vector: [Float]
  }

  /// A query with a text that is to be nearer to it than another.
  struct Order: Sendable {
    let query: String
    let near: String
    let far: String
  }

  let samples: [Sample]
  let orders: [Order]
  /// The least cosine between a vector and the one that it should be.
  let leastCosine: Double
  /// Where it was read from, for messages.
  let name: String

  private static let maximumBytes = 16 << 20
  private static let maximumTexts = 1_000
  /// What the same model reaches when another program computes it.
  private static let standardLeastCosine = 0.999
  private static let purposes: [String: EmbeddingPurpose] = ["query": .query, "document": .document]

  /// Reads a probe.
  ///
  /// - Throws: `model_unusable` for what is none, or says nothing.
  init(_ file: ModelFile) throws(ScrubjayError) {
    name = file.name
    let bytes = try file.contents(upTo: Self.maximumBytes)
    let json: JSON
    do { json = try JSON(parsing: bytes) } catch { throw .modelUnusable("\(name) is not JSON. \(error.message)") }
    samples = try (json["vectors"]?.arrayValue ?? []).map { entry throws(ScrubjayError) in
      let purpose = entry["purpose"] ?? "document"
      guard let text = entry["text"]?.stringValue, let purpose = purpose.stringValue.flatMap({ Self.purposes[$0] }),
        let numbers = entry["vector"]?.arrayValue, !numbers.isEmpty,
        case let vector = numbers.compactMap({ $0.doubleValue.map(Float.init) }), vector.count == numbers.count,
        vector.contains(where: { $0 != 0 })
      else {
        throw .modelUnusable(
          "\(file.name) has an entry in vectors without a text, a purpose (query or document) and a vector of numbers.")
      }
      return Sample(text: text, purpose: purpose, vector: vector)
    }
    orders = try (json["nearer"]?.arrayValue ?? []).map { entry throws(ScrubjayError) in
      guard let query = entry["query"]?.stringValue, let near = entry["near"]?.stringValue,
        let far = entry["far"]?.stringValue
      else { throw .modelUnusable("\(file.name) has an entry in nearer without the texts query, near and far.") }
      return Order(query: query, near: near, far: far)
    }
    guard 1...Self.maximumTexts ~= samples.count + orders.count else {
      throw .modelUnusable("\(file.name) should have 1 to \(Self.maximumTexts) entries in vectors and nearer.")
    }
    let given = json["least_cosine"] ?? .null
    guard let least = given == .null ? Self.standardLeastCosine : given.doubleValue, least > 0, least <= 1 else {
      throw .modelUnusable("\(file.name) has no least_cosine between 0 and 1.")
    }
    leastCosine = least
  }

  /// Compares what a model makes of the texts.
  ///
  /// - Returns: What was found wrong first; `nil` if all is as it should be.
  /// - Throws: What the model throws.
  func problem(with embedder: LocalEmbedder) async throws -> String? {
    for purpose in [EmbeddingPurpose.query, .document] {
      let asked = samples.filter { $0.purpose == purpose }
      for (sample, parts) in zip(asked, try await embedder.embed(asked.map(\.text), as: purpose)) {
        let cosine = Self.cosine(parts[0].values, sample.vector)
        guard sample.vector.count == embedder.model.dimension, cosine >= leastCosine else {
          return "The vector of '\(Self.quote(sample.text))' is not that of \(name): the cosine is \(cosine), the "
            + "dimension \(embedder.model.dimension) where it has \(sample.vector.count). The prefixes or the pooling may "
            + "be other ones."
        }
      }
    }
    for order in orders {
      let query = try await embedder.embed([order.query], as: .query)[0][0].values
      let texts = try await embedder.embed([order.near, order.far], as: .document).map { $0[0].values }
      guard Self.cosine(query, texts[0]) > Self.cosine(query, texts[1]) else {
        return "'\(Self.quote(order.near))' is no nearer to '\(Self.quote(order.query))' than "
          + "'\(Self.quote(order.far))', as \(name) says it should be."
      }
    }
    return nil
  }

  private static let quotedCharacters = 60

  private static func quote(_ text: String) -> Substring { text.prefix(quotedCharacters) }

  private static func cosine(_ left: [Float], _ right: [Float]) -> Double {
    func product(_ left: [Float], _ right: [Float]) -> Double {
      zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let lengths = (product(left, left) * product(right, right)).squareRoot()
    return lengths > 0 ? product(left, right) / lengths : 0
  }
}
