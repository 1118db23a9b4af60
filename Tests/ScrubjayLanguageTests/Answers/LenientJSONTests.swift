import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayLanguage

/// What holds for whatever a model may answer.
@Suite struct LenientJSONTests {
  /// A random value; its texts hold every sign that means something to JSON.
  private static func json(_ random: inout SeededRandom, depth: Int = 0) -> JSON {
    switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(random.oneIn(2))
    case 2: return .number(random.pick(["0", "-1", "1.0", "1e5", "-0.25E-3", "123456789012345678901234567890"]))
    case 3, 4: return .string(text(&random))
    case 5: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in json(&random, depth: depth + 1) })
    default: return object(&random, depth: depth)
    }
  }

  private static func object(_ random: inout SeededRandom, depth: Int) -> JSON {
    var names: [String] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let name = text(&random)
      if !names.contains(name) { names.append(name) }
    }
    return .object(names.map { JSON.Member($0, json(&random, depth: depth + 1)) })
  }

  private static func text(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      random.pick([
        "a", " ", "\"", "'", ", ", "\": ", "}", "[1]", "\\", "\n", "“", "```", "//", "/*", "é", "😀", "{\"a\": 1}", "#",
        "\u{1}",
      ])
    }.joined()
  }

  @Test(arguments: 0..<20) func `Valid JSON reads as it does strictly`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let json =
        random.oneIn(2) ? Self.object(&random, depth: 0) : JSON.array([Self.json(&random), Self.json(&random)])
      let text = random.oneIn(2) ? json.text : json.prettyText
      #expect(LenientJSON.value(in: text) == json, "\(random): \(text)")
    }
  }

  @Test(arguments: 0..<20) func `The lenient reader alone reads valid JSON as it does strictly`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let json =
        random.oneIn(2) ? Self.object(&random, depth: 0) : JSON.array([Self.json(&random), Self.json(&random)])
      let text = random.oneIn(2) ? json.text : json.prettyText
      var reader = LenientJSONReader(text)
      #expect(reader.roots(inFences: false) == [json], "\(random): \(text)")
    }
  }

  @Test(arguments: 0..<20) func `Whatever is done to JSON can be read or not, but is`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      var bytes = Array(Self.json(&random).prettyText.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(random.pick(Array("{}[]\",:'\\/#`<&nT0. ".utf8)), at: place)
        case 2: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: random.text(upTo: 5).utf8, at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if let value = LenientJSON.value(in: text) {
        #expect((try? JSON(parsing: value.text)) == value, "\(random): \(text)")
      }
      _ = ExtractionAnswer.read(text, offer: .init(messages: [], targets: []))
    }
  }

  @Test func `Each prefix of an answer gives its complete elements`() {
    let elements = (0..<5).map { JSON.object([.init("content", .string("Fact, \"\($0)\" [of] {five}"))]) }
    let text = JSON.array(elements).text
    for length in 1..<text.utf8.count {
      let read = LenientJSON.value(in: String(decoding: text.utf8.prefix(length), as: UTF8.self))?.arrayValue ?? []
      #expect(elements.starts(with: read), "\(length)")
      let closed = text.utf8.prefix(length).count { $0 == UInt8(ascii: "}") } - read.count * 2
      #expect((-1...1).contains(closed), "\(length)")
    }
  }

  @Test func `A long answer is read in time that grows with its length`() {
    let clock = ContinuousClock()
    for piece in [
      "[", "{", "{\"a\":", "\"", "'", "[\"a\", ", "{\"a\":\"b\",", "\\", "```", "<think>", "&quot;", "/*", "\" , ",
      "a:", "“", "{\"a\":\"", "[1 ",
    ] {
      let text = "[" + String(repeating: piece, count: LenientJSON.textBytes / piece.utf8.count)
      let time = clock.measure { _ = ExtractionAnswer.read(text, offer: .init(messages: [], targets: [])) }
      #expect(time < .seconds(20), "\(piece)")
    }
  }

  @Test func `What goes beyond the limits counts as cut off`() {
    let long = "[" + Array(repeating: "\"abcdefgh\"", count: 40_000).joined(separator: ",") + "]"
    let read = LenientJSON.value(in: long)?.arrayValue
    #expect(read.map { $0.count > 1_000 && $0.count < LenientJSON.values } == true)
    let many = "x [" + Array(repeating: "1", count: LenientJSON.values + 50).joined(separator: ",") + "]"
    #expect(LenientJSON.value(in: many)?.arrayValue?.count == LenientJSON.values - 1)
    let deep = String(repeating: "[", count: JSON.maximumDepth) + "1" + String(repeating: "]", count: JSON.maximumDepth)
    #expect(LenientJSON.value(in: deep) != nil)
    #expect(LenientJSON.value(in: "[" + deep + "]") == nil)
  }
}
