import ScrubjayCore

/// What a rule stands on: a storage and a tenant of its own.
struct Ground: Sendable {
  let storage: any StorageRule.Subject
  let tenant: TenantID

  init(_ storage: any StorageRule.Subject) async throws {
    self.storage = storage
    // Not for its randomness: two rules on one storage must not meet in a tenant.
    tenant = TenantID("rule-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))")
    try await storage.insert(Tenant(id: tenant, name: "Conformance", createdAt: .at(0)))
  }

  /// The same storage with another tenant.
  func neighbour() async throws -> Ground { try await Ground(storage) }

  var call: Call { Call(access: Access(tenant: tenant, principal: "rule", grants: [.admin])) }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    try await storage.write(call, body)
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    try await storage.read(call, body)
  }

  /// Stores a session with messages, of this content each.
  @discardableResult
  func hold(_ session: Session, saying contents: [String] = []) async throws -> [Event] {
    try await write { tx in
      try tx.sessions.insert(session)
      return try contents.enumerated().map { index, content in
        try tx.events.append(
          .sample("\(session.id)-\(index + 1)", in: session, position: index + 1, content: .text(content)))
      }
    }
  }
}

/// Texts that a careless storage changes, cuts or mixes up: JSON-like, SQL-like, control characters, scripts, marks.
enum Tricky {
  static let texts = [
    "plain", "é", "e\u{301}", "\u{301}starts with a mark", " spaces ", "\ttab\nline\r\n", "'; DROP TABLE events; --",
    "100 %", "a_b", "\"quoted\" \\ back", "null", "{}", "0", "\u{1}\u{1F}\u{7F}\u{9F}", "大提琴 グラス 안녕 ไทย हिन्दी",
    "👩🏽‍🚒🇩🇪❤️", "\u{FEFF}bom", "\u{FFFD}\u{FFFE}\u{10FFFF}", "ﬁ ﷺ \u{2028}\u{2029}", "$1 ?1 :name @x",
  ]

  /// A megabyte of text with a beginning, an end, and nothing that repeats every power of two.
  static let long = "begin " + String(repeating: "länger ✓ ", count: 95_325) + "end"

  /// JSON whose exact text a parser would not give back.
  static let json = [
    "{}", "null", "1.0", "1e400", "-0", "123456789012345678901234567890", #"{"b":1,"a":1.50,"c":[]}"#,
    #""\u00e9\/é\ud83d\ude00""#, #"[true,false,null,"",[[]],{"":{}}]"#,
  ].map(JSONText.init(stored:))
}
