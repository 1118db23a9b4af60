import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct NamespaceTests {
  @Test(arguments: [
    "user:alice", "user:alice:preferences", "temp:s1", "session:s1", "app:planner", "project:p", "org:acme",
    "user:a b", "user:é", "user:e\u{301}", "user:\u{301}x", "user:100%25", "user:a;b", "user:大:提", "org:a:b:c:d:e:f",
  ])
  func `Reads and writes`(text: String) throws {
    let namespace = try Namespace(text)
    #expect(namespace.description.utf8.elementsEqual(text.utf8))
    #expect(Namespace(stored: text) == namespace)
    #expect(namespace.segments.joined(separator: ":").utf8.elementsEqual(text.utf8))
    #expect(namespace.owner.utf8.elementsEqual(text.utf8.split(separator: 0x3A).prefix(2).joined(separator: [0x3A])))
    #expect(namespace.root.rawValue.utf8.elementsEqual(text.utf8.prefix { $0 != 0x3A }))
  }

  @Test(arguments: [
    "", "user", ":", "user:", ":alice", "user::x", "user:alice:", "users:alice", "User:alice", "*:alice", "user:*",
    "user:a*b", "user: alice", "user:alice ", "user:a:\t", "user:a\nb", "user:a\u{0}b", "user:\u{7F}", "user:\u{85}",
    "user:\u{A0}a", "user:a\u{3000}", "user:\u{200B}", "user:alice:\u{3164}", "user:\u{301}:x", "user\u{301}:alice",
    "user:\(String(repeating: "x", count: 508))",
  ])
  func `Refuses`(text: String) {
    let error = #expect(throws: ScrubjayError.self) { try Namespace(text) }
    #expect(error?.code == .invalidNamespace)
  }

  @Test func `Has a limit in bytes`() throws {
    #expect(throws: Never.self) { try Namespace("user:\(String(repeating: "x", count: 507))") }
    #expect(throws: ScrubjayError.self) { try Namespace("user:\(String(repeating: "é", count: 254))") }
  }

  @Test func `Two spellings of a letter are two namespaces`() throws {
    let (one, two) = (try Namespace("user:é"), try Namespace("user:e\u{301}"))
    #expect(one != two)
    #expect(Set([one, two]).count == 2)
    #expect(!NamespacePrefix(one).matches(two))
    #expect(try !NamespacePattern("user:é").covers(two))
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `An id is one segment, whatever is in it, and no two ids are the same`(
    seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    var ids: [[UInt8]: [UInt8]] = [:]
    for _ in 0..<500 {
      let id = random.text(upTo: 3) + random.pick(["", ":", "%", "%3A", "*", ":\u{301}", "%2A"]) + random.text(upTo: 2)
      let namespace = Namespace(.user, id)
      let text = namespace.description
      #expect(text.utf8.count { $0 == UInt8(ascii: ":") } == 1, "\(random): \(id.debugDescription)")
      #expect(!text.utf8.contains(UInt8(ascii: "*")), "\(random): \(id.debugDescription)")
      #expect(Namespace(stored: text).segments.count == 2, "\(random): \(id.debugDescription)")
      if let other = ids.updateValue(Array(id.utf8), forKey: Array(text.utf8)) {
        #expect(other == Array(id.utf8), "\(random): \(id.debugDescription)")
      }
    }
  }
}

/// Whole segments, byte by byte: what a prefix and a pattern match, against the plainest way to say it.
@Suite struct NamespaceMatchingTests {
  private static let pieces = [
    "al", "alice", "a", "é", "e\u{301}", "\u{301}", "\u{301}l", "l\u{301}", "%3A", "%", "*x", ";", "al;", "al ",
    "\u{37E}",
    "大", "\u{200D}", "👩🏽", "AL", "%2A", "_", "al%",
  ]

  private static func segment(_ random: inout SeededRandom) -> String {
    let segment = (0..<Int.random(in: 1...2, using: &random)).map { _ in random.pick(pieces) }.joined()
    return segment.isBlank ? "a\(segment)" : segment
  }

  private static func namespace(_ random: inout SeededRandom, upTo count: Int) -> [String] {
    [random.pick(["user", "app", "org"])]
      + (0..<Int.random(in: 1...count, using: &random)).map { _ in segment(&random) }
  }

  /// Segments as the bytes between colons.
  private static func bytes(_ text: String) -> [[UInt8]] {
    text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
  }

  @Test(arguments: 0..<16 as Range<UInt64>) func `A prefix matches whole segments`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var matches = 0
    for _ in 0..<1_000 {
      let text = Self.namespace(&random, upTo: 3).joined(separator: ":")
      // Often the prefix begins as the namespace does, and then differs by a little.
      var parts = random.oneIn(3) ? Self.namespace(&random, upTo: 2) : text.split(separator: ":").map(String.init)
      parts = Array(parts.prefix(Int.random(in: 1...parts.count, using: &random)))
      if random.oneIn(3) { parts[parts.count - 1] += random.pick(["\u{301}", "x", ";", ""]) }
      guard let namespace = try? Namespace(text), let prefix = try? NamespacePrefix(parts.joined(separator: ":"))
      else { continue }
      let wanted = Self.bytes(namespace.description).starts(with: Self.bytes(prefix.description))
      #expect(prefix.matches(namespace) == wanted, "\(random): \(prefix) and \(namespace)")
      // The same as a range of text, as a store asks for it.
      let (key, start) = (Array(text.utf8), Array(prefix.description.utf8))
      let isInRange =
        key == start
        || !key.lexicographicallyPrecedes(start + [0x3A]) && key.lexicographicallyPrecedes(start + [0x3B])
      #expect(isInRange == wanted, "\(random): \(prefix) and \(namespace)")
      matches += wanted ? 1 : 0
    }
    #expect(matches > 100, "\(random)")
  }

  @Test(arguments: 0..<16 as Range<UInt64>) func `A pattern's star stands for one whole segment`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var covered = 0
    for _ in 0..<1_000 {
      let text = Self.namespace(&random, upTo: 3).joined(separator: ":")
      var parts = random.oneIn(3) ? Self.namespace(&random, upTo: 3) : text.split(separator: ":").map(String.init)
      parts = Array(parts.prefix(Int.random(in: 1...parts.count, using: &random)))
      for index in parts.indices where random.oneIn(3) { parts[index] = "*" }
      guard let namespace = try? Namespace(text), let pattern = try? NamespacePattern(parts.joined(separator: ":"))
      else { continue }
      let (asked, given) = (Self.bytes(pattern.description), Self.bytes(namespace.description))
      let wanted =
        asked.count <= given.count && zip(asked, given).allSatisfy { $0 == [UInt8(ascii: "*")] || $0 == $1 }
      #expect(pattern.covers(namespace) == wanted, "\(random): \(pattern) and \(namespace)")
      covered += wanted ? 1 : 0
    }
    #expect(covered > 100, "\(random)")
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `A pattern that covers a prefix covers all that it matches`(
    seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    var covered = 0
    for _ in 0..<2_000 {
      let text = Self.namespace(&random, upTo: 3)
      var parts = Array(text.prefix(Int.random(in: 1...text.count, using: &random)))
      for index in parts.indices where random.oneIn(2) { parts[index] = "*" }
      let start = text.prefix(Int.random(in: 1...text.count, using: &random)).joined(separator: ":")
      guard let namespace = try? Namespace(text.joined(separator: ":")), let prefix = try? NamespacePrefix(start),
        let pattern = try? NamespacePattern(parts.joined(separator: ":")), pattern.covers(prefix)
      else { continue }
      covered += 1
      #expect(prefix.matches(namespace))
      #expect(pattern.covers(namespace), "\(random): \(pattern), \(prefix) and \(namespace)")
    }
    #expect(covered > 100, "\(random)")
  }

  @Test(arguments: [
    ("user:alice", "user:alice", true), ("user:alice", "user:alice:x", true), ("user:al", "user:alice", false),
    ("user:alice", "user", false), ("user:*", "user", true), ("user:*", "user:bob", true), ("user:*:x", "user", false),
    ("user:*:x", "user:bob:x", true), ("user:*:x", "user:bob:y", false), ("user:*:x", "user:bob", false),
    ("*", "user", true), ("*:*", "org", true), ("*:alice", "user", false), ("*:alice", "app:alice:x", true),
    ("user", "user:alice", true), ("user", "app:alice", false),
  ])
  func `A pattern covers a prefix only when it covers all below`(pattern: String, prefix: String, isCovered: Bool)
    throws
  {
    #expect(try NamespacePattern(pattern).covers(NamespacePrefix(prefix)) == isCovered)
  }

  @Test(arguments: ["", "alice", "users:*", "user:**", "user:a*", "user:*\u{301}", "user::x", "*\u{301}", "user:"])
  func `A pattern that means nothing is refused`(text: String) {
    let error = #expect(throws: ScrubjayError.self) { try NamespacePattern(text) }
    #expect(error?.code == .invalidNamespace)
  }
}
