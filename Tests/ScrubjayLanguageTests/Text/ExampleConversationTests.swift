import Foundation
import ScrubjayLanguage
import Testing

/// The questions that the example conversation's README suggests are answered as it says.
@Suite struct ExampleConversationTests {
  private let analyser = Analyser()
  private let messages: [Message]

  private struct Message: Decodable {
    let record: String
    let name: String?
    let content: String?
  }

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let file = root.appending(path: "Examples/Conversation/conversation.jsonl")
    messages = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(Message.self, from: Data($0.utf8)) }
      .filter { $0.record == "message" }
  }

  @Test(arguments: [
    ("When is Maya moving to Lisbon?", "moving to Lisbon on 14 June now"),
    ("What is the crack in the cello patched with?", "spruce patch"),
    ("What did the vet say about Biscuit's kidneys?", "lose a kilo"),
    ("Where does she carry her adrenaline pen?", "left pocket"),
    ("How much did the haulage firm quote?", "1,950 euros"),
  ])
  func wordSearchAnswers(_ question: String, _ answer: String) {
    #expect(ranked(question).prefix(3).contains { $0.contains(answer) })
  }

  @Test(arguments: [
    ("Which food must guests avoid?", "no lunch suggestions with sesame"),
    ("Is there an elevator in the building?", "No lift."),
    ("What salary did they offer?", "2,100 a month"),
  ])
  func wordSearchMissesAnswersInOtherWords(_ question: String, _ answer: String) {
    #expect(messages.contains { $0.content?.contains(answer) == true })
    #expect(!ranked(question).contains { $0.contains(answer) })
  }

  /// The messages with a word of the question, best first, by BM25 with k1 = 1.2 and b = 0.75.
  private func ranked(_ question: String) -> [String] {
    let texts = messages.map { analyser.document($0.content ?? "", speaker: $0.name) }
    let mean = Double(texts.map(\.length).reduce(0, +)) / Double(texts.count)
    var scores = [Double](repeating: 0, count: texts.count)
    for term in analyser.query(question) {
      let frequencies = texts.map { text in Double(term.alternatives.compactMap { text.terms[$0] }.reduce(0, +)) }
      let holders = Double(frequencies.count { $0 > 0 })
      let weight = log(1 + (Double(texts.count) - holders + 0.5) / (holders + 0.5))
      for (index, frequency) in frequencies.enumerated() {
        let length = Double(texts[index].length) / mean
        scores[index] += weight * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length))
      }
    }
    return scores.indices.filter { scores[$0] > 0 }.sorted { (scores[$0], $1) > (scores[$1], $0) }
      .compactMap { messages[$0].content }
  }
}
