import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct JSONPropertyTests {
  private static func value(_ random: inout SeededRandom, depth: Int) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
    case 3: return .real(Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random)))
    case 4: return .number(random.pick(["1.0", "-0", "1e400", "0.10", "12345678901234567890123", "1E+2"]))
    case 5: return .string(random.text(upTo: 20))
    case 6: return .array((0..<Int.random(in: 0...5, using: &random)).map { _ in value(&random, depth: depth - 1) })
    default:
      // The number makes the name the only one of its kind.
      return .object(
        (0..<Int.random(in: 0...20, using: &random)).map { number in
          .init("\(number)|\(random.text(upTo: 4))", value(&random, depth: depth - 1))
        })
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `What is written reads back the same, to the byte`(seed: UInt64) throws
  {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let value = Self.value(&random, depth: 5)
      let again = try JSON(parsing: value.bytes)
      #expect(again.bytes == value.bytes, "\(random)")
      #expect(again == value, "\(random)")
      #expect(try JSON(parsing: value.prettyText).bytes == value.bytes, "\(random)")
      #expect(JSONText(value).json.bytes == value.bytes, "\(random)")
      #expect(!value.bytes.contains { $0 < 0x20 }, "\(random)")
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `Foundation reads what is written, and the same from it`(seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed + 1_000)
    for _ in 0..<100 {
      let text = random.text(upTo: 30)
      let read = try JSONSerialization.jsonObject(with: Data(JSON.array([.string(text)]).bytes)) as? [String]
      let found = try #require(read?.first)
      #expect(found.utf8.elementsEqual(text.utf8), "\(random)")
      let number = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
      guard number.isFinite else { continue }
      #expect(try JSON(parsing: JSON.real(number).text).doubleValue == number, "\(random)")
    }
  }

  /// Texts near JSON: a valid one with bytes changed, removed, doubled or put in.
  private static func mutant(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = value(&random, depth: 3).bytes
    let tokens = ["{", "}", "[", "]", ",", ":", "\"", "\\", "0", "-", ".", "e", "null", " ", "\\u00e9", "\\ud83d", "é"]
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.insert(contentsOf: Array(random.pick(tokens).utf8), at: place)
      case 1: if place < bytes.count { bytes.remove(at: place) }
      default: if place < bytes.count { bytes[place] = UInt8.random(in: 1...255, using: &random) }
      }
    }
    return bytes
  }

  /// Where Foundation means something else: it bounds numbers, takes names twice, U+0000 and a byte order mark.
  private static func isComparable(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return !text.contains("\\u0000") && !text.unicodeScalars.contains("\u{FEFF}")
      && !text.unicodeScalars.contains("\u{0}")
      && text.matches(of: /[0-9.eE+-]{15,}/).isEmpty && text.matches(of: /[eE][+-]?[0-9]{2,}/).isEmpty
  }

  @Test(arguments: 0..<16 as Range<UInt64>) func `Foundation takes the same texts for JSON`(seed: UInt64) {
    var random = SeededRandom(seed: seed + 2_000)
    var accepted = 0
    var compared = 0
    for _ in 0..<400 {
      let bytes = Self.mutant(&random)
      guard Self.isComparable(bytes) else { continue }
      compared += 1
      let theirs = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      let ours: Bool
      do throws(ScrubjayError) {
        _ = try JSON(parsing: bytes)
        ours = true
      } catch {
        // A name twice is the caller's mistake, which Foundation lets pass.
        if error.message.contains("twice") { continue }
        ours = false
      }
      accepted += ours ? 1 : 0
      #expect(ours == theirs, "\(random): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
    #expect(accepted > 20 && compared - accepted > 20, "\(random): too few texts of a kind to mean anything")
  }
}
