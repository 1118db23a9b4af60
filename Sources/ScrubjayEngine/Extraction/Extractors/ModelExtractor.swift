import Foundation
import ScrubjayCore
import ScrubjayLanguage

/// Has a language model propose facts.
struct ModelExtractor: FactExtractor {
  let model: LanguageModel

  var maker: String { "\(Self.prompt) \(model.model.name)" }

  /// The prompt, which with another number has another file.
  private static let prompt = "extraction/2"
  private static let instructions = String(decoding: PackageResources.extraction_2_md, as: UTF8.self)
  /// How many notes are shown, the last changed first, and how much they say, in bytes of UTF-8.
  private static let notes = 100
  private static let noteBytes = 16_384
  /// How much of a message is shown, and of what was said before it, in bytes of UTF-8.
  private static let messageBytes = 8_192
  private static let beforeBytes = 512

  func facts(in input: ExtractionInput, as call: Call) async throws -> Proposals {
    let notes = Self.notes(input.facts)
    let messages = input.messages.filter { !$0.text.isEmpty }
    let question = LanguageModel.Question(
      operation: "extraction",
      messages: [
        ChatMessage(.system, Self.instructions), ChatMessage(.user, Self.text(messages, notes)),
      ], shape: Self.shape)
    let answer = try await model.ask(question, as: call)
    let offer = ExtractionAnswer.Offer(
      messages: messages.map(\.event.id), targets: Set(notes.indices.map(Self.label)))
    guard case .read(let facts, _) = ExtractionAnswer.read(answer.text, offer: offer) else { throw Unreadable() }
    let ids = Dictionary(uniqueKeysWithValues: notes.indices.map { (Self.label($0), notes[$0].id) })
    let isCut = answer.isCutShort || LenientJSON.reading(of: answer.text)?.isCut ?? false
    if isCut, facts.allSatisfy(\.evidence.isEmpty) { throw Unreadable() }
    let attributed = facts.compactMap { Self.attributed($0, messages) }
    return Proposals(facts: attributed.map { $0.renaming { ids[$0] } }, isCut: isCut)
  }

  /// The fact with whom it is about in it; `nil` where several said it, of whom it names none.
  private static func attributed(_ fact: ProposedFact, _ messages: [ExtractionInput.SaidMessage]) -> ProposedFact? {
    let stating = messages.filter { fact.evidence.isEmpty || fact.evidence.contains($0.event.id) }
    let speakers = Set(stating.map(\.speaker))
    guard let speaker = speakers.first, speakers.count == 1 else {
      return speakers.contains { $0.name.map(fact.content.contains) == true } ? fact : nil
    }
    return ProposedFact(
      content: FactSubject.attributed(fact.content, to: speaker), category: fact.category, validFrom: fact.validFrom,
      evidence: fact.evidence, operation: fact.operation)
  }

  /// There were no facts to be read in an answer.
  struct Unreadable: Error, CustomStringConvertible {
    var description: String { "The language model answered what cannot be read." }
  }

  private static func label(_ index: Int) -> String { "n\(index + 1)" }

  private static func notes(_ facts: [Memory]) -> [Memory] {
    var bytes = 0
    return Array(
      facts.prefix(notes).prefix { fact in
        bytes += fact.content.utf8.count
        return bytes <= noteBytes
      })
  }

  /// Everything as JSON strings, so that nothing that is said can look like what stands around it.
  private static func text(_ messages: [ExtractionInput.SaidMessage], _ notes: [Memory]) -> String {
    var lines = ["Notes:"]
    lines += notes.indices.map { "\(label($0)): \(quoted(notes[$0].content, messageBytes))" }
    if notes.isEmpty { lines.append("(none)") }
    lines += ["", "Messages:"]
    for (index, message) in messages.enumerated() {
      if let before = message.before { lines.append("   before it: \(quoted(before, beforeBytes))") }
      let speaker = message.speaker.name.map { " \(quoted($0, beforeBytes))" } ?? ""
      let time = message.event.occurredAt.rfc3339(utcOffset: message.event.utcOffset)
      lines.append("\(index + 1). \(time)\(speaker): \(quoted(message.text, messageBytes))")
    }
    return lines.joined(separator: "\n")
  }

  private static func quoted(_ text: String, _ bytes: Int) -> String {
    JSON.string(Folding.truncated(text, toUTF8Bytes: bytes)).text
  }

  private static let shape = ChatShape(
    name: "facts",
    schema: JSONText([
      "type": "object", "required": ["facts"], "additionalProperties": false,
      "properties": [
        "facts": [
          "type": "array",
          "items": [
            "type": "object",
            "required": ["content", "category", "valid_from", "evidence", "operation", "target"],
            "additionalProperties": false,
            "properties": [
              "content": ["type": "string"],
              "category": ["type": "string", "enum": .array(FactCategory.allCases.map { .string($0.rawValue) })],
              "valid_from": ["type": ["string", "null"]],
              "evidence": ["type": "array", "items": ["type": "integer"]],
              "operation": ["type": "string", "enum": ["add", "update", "none"]],
              "target": ["type": ["string", "null"]],
            ],
          ],
        ]
      ],
    ]))
}

extension ProposedFact {
  /// The fact with its target by another name; without one where that has none.
  fileprivate func renaming(_ name: (String) -> String?) -> ProposedFact {
    let operation: Operation =
      switch operation {
      case .add: .add
      case .update(let target): name(target).map { .update(target: $0) } ?? .add
      case .none(let target): .none(target: target.flatMap(name))
      }
    return ProposedFact(
      content: content, category: category, validFrom: validFrom, evidence: evidence, operation: operation)
  }
}
