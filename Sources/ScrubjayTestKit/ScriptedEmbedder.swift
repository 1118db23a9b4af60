public import ScrubjayCore
import Synchronization

/// An embedder whose meanings a test lays down: words of one group mean the same, and groups have nothing in common.
///
/// A text points between the groups of its words; one without any of them points where nothing else does. The sign `¶`
/// ends a part.
public final class ScriptedEmbedder: Embedder {
  /// See ``Embedder/model``.
  public let model: EmbeddingModel
  private let groups: [[String]]
  private let script = Mutex(Script())

  private struct Script {
    var failures = 0
    var isHeld = false
    var refused: String?
    var knownShare: @Sendable (String) -> Double = { _ in 1 }
    var texts: [String] = []
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// An embedder of groups of words, as many as it has dimensions but one.
  public init(_ groups: [[String]], name: String = "scripted", dimension: Int = 8) {
    model = EmbeddingModel(name: name, dimension: dimension)
    self.groups = groups
  }

  /// The texts that were embedded so far as documents, in order.
  public var embedded: [String] { script.withLock { $0.texts } }

  /// Makes the next calls fail.
  public func fail(_ count: Int) { script.withLock { $0.failures = count } }

  /// Makes every call fail that holds this word.
  public func refuse(_ word: String?) { script.withLock { $0.refused = word } }

  /// Says how much of a text the model has words for.
  public func know(_ share: @escaping @Sendable (String) -> Double) { script.withLock { $0.knownShare = share } }

  /// See ``Embedder/knownShare(of:)``.
  public func knownShare(of text: String) async throws -> Double { script.withLock { $0.knownShare }(text) }

  /// Makes calls for documents that nobody waits for wait until ``release()``.
  public func hold() { script.withLock { $0.isHeld = true } }

  /// Lets those that wait go on.
  public func release() {
    let waiting = script.withLock { script in
      script.isHeld = false
      defer { script.waiting = [] }
      return script.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// See ``Embedder/embed(_:as:)``.
  public func embed(_ texts: [String], as purpose: EmbeddingPurpose) async throws -> [[Embedding]] {
    if purpose == .document {
      await withCheckedContinuation { continuation in
        let isHeld = script.withLock { script in
          if script.isHeld { script.waiting.append(continuation) }
          return script.isHeld
        }
        if !isHeld { continuation.resume() }
      }
    }
    try Task.checkCancellation()
    try script.withLock { script in
      if script.failures > 0 {
        script.failures -= 1
        throw ScrubjayError(.embedderUnavailable, "The embedder was told to fail.")
      }
      if let word = script.refused, texts.contains(where: { $0.contains(word) }) {
        throw ScrubjayError(.embedderUnavailable, "The embedder does not take this word.")
      }
      if purpose != .query { script.texts += texts }
    }
    return texts.map { text in
      text.split(separator: "¶", omittingEmptySubsequences: false).map { embedding(of: String($0)) }
    }
  }

  private func embedding(of text: String) -> Embedding {
    var values = [Float](repeating: 0, count: model.dimension)
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
      if let group = groups.firstIndex(where: { $0.contains(String(word)) }) { values[group] += 1 }
    }
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else {
      values[model.dimension - 1] = 1
      return Embedding(values)
    }
    return Embedding(values.map { $0 / length })
  }
}
