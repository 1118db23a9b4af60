/// What is known of an embedding model that is usually asked over the network, so that it need not be asked for.
struct KnownEmbeddingModel: Sendable, Hashable {
  /// How many numbers its embeddings have.
  let dimension: Int
  /// How many bytes of text it takes for certain, or nearly.
  let inputBytes: Int

  /// The bytes that a model takes of which nothing is known. The least inputs that models have are 256 tokens, which is
  /// about as much text in European languages; in others a token is less text, but more bytes.
  static let leastInputBytes = 1_000
  /// The bytes for OpenAI's models, which take 8,191 tokens: no token is shorter than a byte.
  private static let openAIInputBytes = 6_000

  /// Looks a model up by its name at a server, which may have a vendor before it and `:latest` after it.
  init?(_ name: String) {
    var key = name.split(separator: "/").last.map(String.init) ?? name
    if key.hasSuffix(":latest") { key.removeLast(":latest".count) }
    guard let dimension = Self.dimensions[key] else { return nil }
    self.dimension = dimension
    inputBytes = key.hasPrefix("text-embedding-") ? Self.openAIInputBytes : Self.leastInputBytes
  }

  private static let dimensions = [
    "text-embedding-3-small": 1_536, "text-embedding-3-large": 3_072, "text-embedding-ada-002": 1_536,
    "nomic-embed-text": 768, "nomic-embed-text-v1.5": 768, "all-minilm": 384, "all-MiniLM-L6-v2": 384,
    "mxbai-embed-large": 1_024, "bge-m3": 1_024,
  ]
}
