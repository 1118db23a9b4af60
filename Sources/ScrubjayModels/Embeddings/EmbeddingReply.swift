import ScrubjayCore

/// The vectors that a server sent for a number of texts, in the order of the texts.
struct EmbeddingReply: Sendable {
  let vectors: [[Float]]

  /// Reads the answer to a request for embeddings.
  ///
  /// - Throws: ``ChatFailure`` `malformed` where a vector is missing, doubled, empty, or not made of finite numbers.
  init(_ json: JSON, count: Int) throws(ChatFailure) {
    guard let data = json["data"]?.arrayValue else { throw Self.malformed("no list of embeddings") }
    guard data.count == count else { throw Self.malformed("\(data.count) embeddings for \(count) texts") }
    var vectors = [[Float]](repeating: [], count: count)
    for (position, entry) in data.enumerated() {
      // Some servers leave the number out, and keep the order.
      let index = entry["index"] == nil ? Int64(position) : entry["index"]?.integerValue ?? -1
      guard let index = Int(exactly: index), vectors.indices.contains(index), vectors[index].isEmpty else {
        throw Self.malformed("embeddings that are not numbered like the texts")
      }
      let numbers = entry["embedding"]?.arrayValue ?? []
      let vector = numbers.compactMap { $0.doubleValue.map { Float($0) } }
      guard !vector.isEmpty, vector.count == numbers.count, vector.allSatisfy(\.isFinite) else {
        throw Self.malformed("an embedding that is no list of finite numbers")
      }
      vectors[index] = vector
    }
    self.vectors = vectors
  }

  private static func malformed(_ what: String) -> ChatFailure {
    ChatFailure(.malformed, "The server sent \(what).")
  }
}
