import Foundation
import ScrubjayTestKit
import Testing

@testable import ScrubjayLanguage

/// Which texts hold secrets, judged by examples.
///
/// All of the keys and numbers are made up. A dot stands within each key, so that no scanner takes the file for a leak; it is
/// taken out before the text is read.
@Suite struct SecretReaderTests {
  struct Examples: Decodable, Sendable {
    struct Positive: Decodable, Sendable {
      let kind: String
      let text: String
      let secret: String
    }

    let positive: [Positive]
    let negative: [String]

    init() throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "secrets.json")
      let text = try String(contentsOf: file, encoding: .utf8).replacing("·", with: "")
      self = try JSONDecoder().decode(Examples.self, from: Data(text.utf8))
    }
  }

  @Test func `Secrets are found as a whole and by their kind`() throws {
    let examples = try Examples().positive
    #expect(examples.count >= 60)
    let wrong = examples.filter { example in
      let found = SecretReader.secrets(in: example.text)
      return found.count != 1 || found[0].kind.rawValue != example.kind
        || example.text[found[0].range] != example.secret
    }
    let found = wrong.map { example in
      "\(example.text): \(SecretReader.secrets(in: example.text).map { "\($0.kind) \(example.text[$0.range])" })"
    }
    print("Secrets: \(examples.count - wrong.count) of \(examples.count) found")
    #expect(found == [])
  }

  @Test func `What only looks like a secret stays`() throws {
    let examples = try Examples().negative
    #expect(examples.count >= 60)
    let wrong = examples.filter { !SecretReader.secrets(in: $0).isEmpty }
    print("No secrets: \(examples.count - wrong.count) of \(examples.count) let alone")
    #expect(wrong == [])
  }

  @Test func `A placeholder takes the place of each secret`() {
    let text = "Card 4111 1111 1111 1111, pin: 1234 – danke 😀, and the wifi password is hunter2!"
    #expect(
      SecretReader.masked(text)
        == "Card [card number removed], pin: [password removed] – danke 😀, and the wifi password is [password removed]")
    #expect(SecretReader.masked("nothing here") == "nothing here")
    #expect(SecretReader.masked("") == "")
  }

  @Test(arguments: 0..<8) func `Any text can be read, and what is masked holds the secret no more`(seed: UInt64) throws
  {
    var random = SeededRandom(seed: seed)
    let examples = try Examples()
    for _ in 0..<200 {
      let example = random.pick(examples.positive)
      let text = random.text(upTo: 40) + "\n" + example.text + "\n" + random.text(upTo: 40)
      let masked = SecretReader.masked(text)
      #expect(!masked.contains(example.secret) || example.secret.count < 6, "\(random): \(text.debugDescription)")
    }
  }

  @Test func `Whatever repeats is read in time that grows with its length`() {
    let clock = ContinuousClock()
    for piece in ["1 2 ", "DE89 ", "-----BEGIN ", "eyJ.", "password is ", "密码 ", "a@b://c:", "sk-", "4-"] {
      let text = String(repeating: piece, count: 50_000 / piece.utf8.count)
      let time = clock.measure { _ = SecretReader.secrets(in: text) }
      #expect(time < .seconds(20), "\(piece)")
    }
  }
}
