import ScrubjayCore

/// The index of words as rows: postings by owner and term, and for each item the terms to remove it by.
struct SQLWords: WordWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns = "number, kind, first, second, items, length, languages, speakers"

  /// What stands around each name of the speakers: no name holds a control character.
  private static let separator = "\u{1F}"

  private static func owner(_ row: any SQLRow) throws -> WordOwner {
    var row = RowReader(row)
    return WordOwner(
      number: row.integer(), owner: ItemOwner(try row.oneOf(), row.text(), row.text()), items: row.int(),
      length: row.int(), languages: row.text().split(separator: " ").map(String.init),
      // By scalars: a name may start with a combining mark.
      speakers: row.text().unicodeScalars.split(separator: "\u{1F}").map { String($0) })
  }

  func owners(_ kind: ItemKind, first: String?, second: String?) throws -> [WordOwner] {
    var conditions = Conditions(tenant: tenant)
    conditions.add("kind = ?", [.text(kind.rawValue)])
    conditions.add("first = ?", ifPresent: .text(first))
    conditions.add("second = ?", ifPresent: .text(second))
    return try connection.query(
      "SELECT \(Self.columns) FROM owners \(conditions.sql) ORDER BY number", conditions.values, Self.owner)
  }

  func postings(owner: Int64, terms: [String]) throws -> [Posting] {
    guard !terms.isEmpty else { return [] }
    var conditions = Conditions(tenant: tenant)
    conditions.add("owner = ?", [.integer(owner)])
    conditions.add("term", in: terms.map(SQLValue.text))
    return try connection.query(
      "SELECT term, item, frequency, length FROM postings \(conditions.sql)", conditions.values
    ) { row in
      var row = RowReader(row)
      return Posting(term: row.text(), item: row.integer(), frequency: row.int(), length: row.int())
    }
  }

  func add(_ item: IndexedItem) throws {
    let owner = try count(item)
    // In the order of the index, so that neighbouring postings share pages.
    let terms = item.terms.sorted { $0.key < $1.key }
    let added = try connection.execute(
      """
      INSERT INTO word_items (tenant, owner, item, length, terms) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (tenant, owner, item) DO NOTHING
      """,
      [
        .text(tenant.description), .integer(owner), .integer(item.item), .integer(item.length),
        .text(terms.map(\.key).joined(separator: " ")),
      ])
    guard added == 1 else { return try uncount(owner, length: item.length) }
    try connection.execute(
      "INSERT INTO postings (tenant, owner, term, item, frequency, length) VALUES ($1, $2, $3, $4, $5, $6)",
      rows: terms.map { term, frequency in
        [
          .text(tenant.description), .integer(owner), .text(term), .integer(item.item), .integer(frequency),
          .integer(item.length),
        ]
      })
  }

  /// Counts the item in its owner's statistics; answers the owner's number.
  private func count(_ item: IndexedItem) throws -> Int64 {
    let numbers = try connection.query(
      """
      INSERT INTO owners (tenant, kind, first, second, items, length, languages, speakers)
      VALUES ($1, $2, $3, $4, 1, $5, $6, $7)
      ON CONFLICT (tenant, kind, first, second) DO UPDATE SET items = owners.items + 1,
        length = owners.length + excluded.length,
        languages = CASE WHEN owners.languages = '' THEN excluded.languages
          WHEN ' ' || owners.languages || ' ' LIKE '% ' || excluded.languages || ' %' THEN owners.languages
          ELSE owners.languages || ' ' || excluded.languages END,
        speakers = CASE WHEN length(owners.speakers) > $8
            OR replace(owners.speakers, excluded.speakers, '') <> owners.speakers
          THEN owners.speakers ELSE owners.speakers || excluded.speakers END
      RETURNING number
      """,
      [
        .text(tenant.description), .text(item.owner.kind.rawValue), .text(item.owner.first), .text(item.owner.second),
        .integer(item.length), .text(item.language),
        .text(item.speaker.map { Self.separator + $0 + Self.separator } ?? ""), .integer(WordOwner.speakersBytes),
      ]
    ) { $0.integer(0) }
    guard let number = numbers.first else { throw SQLError(message: "an upsert answered no row", sql: nil) }
    return number
  }

  func remove(_ item: Int64, of owner: ItemOwner) throws {
    guard let owner = try owners(owner.kind, first: owner.first, second: owner.second).first else { return }
    let key: [SQLValue] = [.text(tenant.description), .integer(owner.number), .integer(item)]
    let removed = try connection.query(
      "DELETE FROM word_items WHERE tenant = $1 AND owner = $2 AND item = $3 RETURNING length, terms", key
    ) { row in (length: row.integer(0), terms: row.text(1)) }
    guard let removed = removed.first else { return }
    try connection.execute(
      "DELETE FROM postings WHERE tenant = $1 AND owner = $2 AND item = $3 AND term = $4",
      rows: Self.terms(removed.terms).map { key + [.text($0)] })
    try uncount(owner.number, length: Int(removed.length))
  }

  func move(_ item: Int64, of owner: ItemOwner, to other: Int64, of otherOwner: ItemOwner) throws {
    guard let source = try owners(owner.kind, first: owner.first, second: owner.second).first else { return }
    let key: [SQLValue] = [.text(tenant.description), .integer(source.number), .integer(item)]
    let found = try connection.query(
      "SELECT length, terms FROM word_items WHERE tenant = $1 AND owner = $2 AND item = $3", key
    ) { row in (length: Int(row.integer(0)), terms: Self.terms(row.text(1))) }
    guard let found = found.first else { return }
    var conditions = Conditions(tenant: tenant)
    conditions.add("owner = ?", [.integer(source.number)])
    conditions.add("term", in: found.terms.map(SQLValue.text))
    conditions.add("item = ?", [.integer(item)])
    let frequencies = try connection.query(
      "SELECT term, frequency FROM postings \(conditions.sql)", conditions.values
    ) { row in (row.text(0), Int(row.integer(1))) }
    try remove(item, of: owner)
    // Which of the owner's languages it was taken to be in is not kept; the owner's are as good to look for it with.
    for language in source.languages.isEmpty ? [""] : source.languages {
      try add(
        IndexedItem(
          owner: otherOwner, item: other, terms: Dictionary(frequencies) { first, _ in first }, length: found.length,
          language: language))
    }
  }

  /// By scalars: a term that starts with a combining mark makes one Character of itself and the space before it.
  private static func terms(_ text: String) -> [String] { text.unicodeScalars.split(separator: " ").map { String($0) } }

  private func uncount(_ owner: Int64, length: Int) throws {
    try connection.execute(
      "UPDATE owners SET items = items - 1, length = length - $3 WHERE tenant = $1 AND number = $2",
      [.text(tenant.description), .integer(owner), .integer(length)])
  }

  func forget(_ owner: ItemOwner) throws {
    try connection.execute(
      "DELETE FROM owners WHERE tenant = $1 AND kind = $2 AND first = $3 AND second = $4 AND items = 0",
      [.text(tenant.description), .text(owner.kind.rawValue), .text(owner.first), .text(owner.second)])
  }

  func removeAll() throws {
    for table in ["postings", "word_items"] {
      try connection.execute("DELETE FROM \(table) WHERE tenant = $1", [.text(tenant.description)])
    }
    // The owners stay: their numbers are those of the vectors, too.
    try connection.execute(
      "UPDATE owners SET items = 0, length = 0, languages = '', speakers = '' WHERE tenant = $1",
      [.text(tenant.description)])
  }
}
