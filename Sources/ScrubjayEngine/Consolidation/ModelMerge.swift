import ScrubjayCore
import ScrubjayLanguage

/// Has a language model make one memory of those that contradict each other, and holds what it says to them.
struct ModelMerge: Sendable {
  let model: LanguageModel
  let analyser: Analyser

  var maker: String { "\(Self.prompt) \(model.model.name)" }

  /// The prompt, which with another number has another file.
  private static let prompt = "merge/1"
  private static let instructions = String(decoding: PackageResources.merge_1_md, as: UTF8.self)
  /// How much of a memory is shown, in bytes of UTF-8.
  private static let memoryBytes = 4_096
  /// So much of what the newest memory says, by its words, has to be in what takes its place.
  private static let leastKept = 0.5
  /// It is at most so many times as long as all of them together.
  private static let mostGrowth = 2

  /// What takes the place of memories, the newest of them first; `nil` where the answer cannot be trusted.
  ///
  /// - Throws: ``Postponement`` where the model cannot be asked now.
  func content(for memories: [Memory], as call: Call) async throws -> String? {
    let lines = memories.map {
      "since \($0.begin): \(JSON.string(Folding.truncated($0.content, toUTF8Bytes: Self.memoryBytes)).text)"
    }
    let question = LanguageModel.Question(
      operation: "merge",
      messages: [ChatMessage(.system, Self.instructions), ChatMessage(.user, lines.joined(separator: "\n"))],
      shape: Self.shape)
    let answer: ChatAnswer
    do { answer = try await model.ask(question, as: call) } catch is ChatFailure { return nil }
    guard let content = LenientJSON.value(in: answer.text)?["content"]?.stringValue, isFaithful(content, to: memories)
    else { return nil }
    return content
  }

  /// Whether what a model made of memories keeps most of the newest, says no number that none of them says, and is no
  /// secret.
  func isFaithful(_ content: String, to memories: [Memory]) -> Bool {
    let bytes = memories.reduce(0) { $0 + $1.content.utf8.count }
    guard let newest = memories.first, content.contains(where: \.isLetter),
      content.utf8.count <= bytes * Self.mostGrowth,
      SecretReader.secrets(in: content).isEmpty
    else { return false }
    let terms = Set(analyser.document(content).terms.keys)
    let wanted = Set(analyser.document(newest.content).terms.keys)
    let kept = Double(wanted.intersection(terms).count)
    guard kept >= Double(wanted.count) * Self.leastKept else { return false }
    guard SameMeaning(analyser).relation(content, newest.content) != .contradictory else { return false }
    let known = Set(memories.flatMap { Self.numbers(in: $0.content) + Self.numbers(in: "\($0.begin)") })
    return Self.numbers(in: content).allSatisfy(known.contains)
  }

  private static func numbers(in text: String) -> [Substring] {
    text.split { !$0.isNumber }.map { $0.drop { $0 == "0" } }
  }

  private static let shape = ChatShape(
    name: "note",
    schema: JSONText([
      "type": "object", "required": ["content"], "additionalProperties": false,
      "properties": ["content": ["type": "string"]],
    ]))
}
