import ScrubjayCore
import ScrubjayLanguage

/// Sums up a part of a conversation.
protocol Summarizer: Sendable {
  /// What it is, with its version, as the provenance of what comes of it says.
  var maker: String { get }
  /// A summary; empty where there is nothing to say.
  ///
  /// - Throws: ``Postponement`` where it cannot be asked now; anything else is a failed attempt.
  func summary(of input: SummaryInput, as call: Call) async throws -> String
}

/// Chooses sentences of the conversation, where there is no language model to ask.
struct ExtractiveSummarizer: Summarizer {
  let embedders: Embedders

  let maker = "extractive/1"
  /// How long a summary may be, in characters.
  private static let characters = 1_200

  func summary(of input: SummaryInput, as call: Call) async throws -> String {
    let lines = try await ExtractiveSummary.lines(of: input.turns, characters: Self.characters, vectors: vectors)
    return lines.map(\.written).joined(separator: "\n")
  }

  private var vectors: ExtractiveSummary.Vectors? {
    guard let embedder = embedders.wanted else { return nil }
    return { texts in try await embedder.embed(texts, as: .document).map { $0.first?.values ?? [] } }
  }
}

/// Has a language model sum up.
struct ModelSummarizer: Summarizer {
  let model: LanguageModel

  var maker: String { "\(Self.prompt) \(model.model.name)" }

  /// The prompt, which with another number has another file.
  private static let prompt = "summary/1"
  private static let instructions = String(decoding: PackageResources.summary_1_md, as: UTF8.self)
  /// How much of earlier summaries is shown, and how long a summary may be, in bytes of UTF-8.
  private static let beforeBytes = 8_192
  private static let summaryBytes = 8_192

  func summary(of input: SummaryInput, as call: Call) async throws -> String {
    let before = Folding.truncated(input.before.joined(separator: "\n"), toUTF8Bytes: Self.beforeBytes)
    var lines = before.isEmpty ? [] : ["Earlier summaries: \(JSON.string(before).text)", ""]
    lines += input.turns.map { turn in
      "\(turn.at) \(turn.role.rawValue) \(JSON.string(turn.speaker).text): \(JSON.string(turn.text).text)"
    }
    let question = LanguageModel.Question(
      operation: "summary",
      messages: [ChatMessage(.system, Self.instructions), ChatMessage(.user, lines.joined(separator: "\n"))],
      shape: nil)
    let answer = try await model.ask(question, as: call)
    let text = SecretReader.masked(AnswerText.withoutThoughts(answer.text)).trimmed
    guard !text.isEmpty, !answer.isCutShort, text.utf8.count <= Self.summaryBytes else { throw Unusable() }
    return text
  }

  /// What was answered is no summary.
  struct Unusable: Error, CustomStringConvertible {
    var description: String { "The language model answered nothing, or too much, when it was asked for a summary." }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
