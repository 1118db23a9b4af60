import ScrubjayCore

/// What recall found, as it is shown: the rank, the score, who said it when and where, and what; and why.
struct RecallText {
  let hits: [JSON]
  /// How long each step took, in milliseconds.
  let stages: [JSON.Member]

  func print(_ console: Console) throws {
    guard console.output.isTerminal else { return try console.print(table) }
    guard !hits.isEmpty else { return console.note("Nothing found.") }
    let short = console.isWide ? nil : ShortIDs(hits.map(Self.place))
    let blocks = hits.enumerated().map { index, hit in
      block(hit, rank: index + 1, columns: console.output.columns, short, console.output.style)
    }
    try console.print(blocks.joined(separator: "\n\n"))
    guard hits.contains(where: { Self.shares($0) != nil }) else { return }
    let times = stages.map { "\($0.name) \(Decimals.text($0.value.doubleValue ?? 0, digits: 1))" }
    console.note("Milliseconds: " + times.joined(separator: ", ") + ".")
  }

  /// The hits for a program: a row each, with why it was found at the end where that was asked.
  private var table: Table {
    let explains = hits.contains { Self.shares($0) != nil }
    let columns = ["rank", "score", "kind", "who", "when", "where", "content"] + (explains ? ["why"] : [])
    return Table(
      columns: columns.map { Table.Column($0) },
      rows: hits.enumerated().map { index, hit in
        let why = (Self.shares(hit) ?? []).map { "\($0.feature) \(Decimals.text($0.share, digits: 2))" }
        return [
          String(index + 1), Self.score(hit), hit["kind"]?.stringValue ?? "", Self.who(hit),
          hit["created_at"]?.stringValue ?? "", Self.place(hit), hit["content"]?.stringValue ?? "",
        ] + (explains ? [why.joined(separator: ", ")] : [])
      })
  }

  /// What speaks for a hit and against it, the most first; `nil` where that was not asked.
  private static func shares(_ hit: JSON) -> [(feature: String, share: Double)]? {
    hit["why"]?["features"]?.arrayValue?
      .map { (feature: feature($0, hit), share: $0["share"]?.doubleValue ?? 0) }
      .sorted { abs($0.share) > abs($1.share) }
  }

  /// A feature's name in words, with what it was of: the words of the query that the hit has, or its cosine.
  private static func feature(_ share: JSON, _ hit: JSON) -> String {
    let name = (share["feature"]?.stringValue ?? "").replacing("_", with: " ")
    switch share["feature"] {
    case "words":
      let words = (hit["why"]?["words"]?.arrayValue ?? []).compactMap { $0["word"]?.stringValue }
      return words.isEmpty ? name : "\(name) (\(words.joined(separator: ", ")))"
    case "meaning":
      guard let cosine = hit["why"]?["cosine"]?.doubleValue else { return name }
      return "\(name) (\(Decimals.text(cosine, digits: 2)))"
    default: return name
    }
  }

  private static let indent = "    "
  private static let barColumns = 16

  /// One hit for a terminal, its ids short where that is said how.
  private func block(_ hit: JSON, rank: Int, columns: Int, _ short: ShortIDs?, _ style: Style) -> String {
    let number = DisplayWidth.pad(String(rank), to: 2, toTheRight: true)
    let origin = [
      Self.who(hit), (hit["created_at"]?.stringValue).map { ShortTime.text($0) } ?? "",
      short?.text(Self.place(hit)) ?? Self.place(hit),
    ].filter { !$0.isEmpty }.map(Harmless.line)
    let room = columns - 2 - 2 - 4 - 2
    let head =
      "\(style.bold(number))  \(style.green(Self.score(hit)))  "
      + style.dim(DisplayWidth.cut(origin.joined(separator: " · "), to: room))
    let content = DisplayWidth.wrap(Harmless.text(hit["content"]?.stringValue ?? ""), to: columns - Self.indent.count)
    return ([head] + content.map { Self.indent + $0 } + why(hit, style)).joined(separator: "\n")
  }

  /// A bar for each feature, as long as its share of all that speaks for the hit; what speaks against it has none.
  private func why(_ hit: JSON, _ style: Style) -> [String] {
    let shares = (Self.shares(hit) ?? []).map { (feature: Harmless.line($0.feature), share: $0.share) }
    let total = shares.reduce(0) { $0 + max(0, $1.share) }
    let width = shares.map { DisplayWidth.of($0.feature) }.max() ?? 0
    return shares.map { feature, share in
      let part = total > 0 ? share / total : 0
      let filled = Int((max(0, part) * Double(Self.barColumns)).rounded())
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barColumns - filled)
      let percent = DisplayWidth.pad("\(Int((part * 100).rounded())) %", to: 5, toTheRight: true)
      return Self.indent + style.dim(DisplayWidth.pad(feature, to: width)) + "  \(style.cyan(bar))  \(percent)"
    }
  }

  private static func score(_ hit: JSON) -> String { Decimals.text(hit["score"]?.doubleValue ?? 0, digits: 2) }

  private static func who(_ hit: JSON) -> String {
    if hit["kind"] == "memory" { return hit["type"]?.stringValue ?? "memory" }
    if hit["kind"] == "document" { return hit["title"]?.stringValue ?? "document" }
    return hit["name"]?.stringValue ?? hit["role"]?.stringValue ?? ""
  }

  private static func place(_ hit: JSON) -> String {
    if let session = hit["session"]?.stringValue { return session }
    if let path = hit["path"]?.stringValue {
      let heading = hit["heading"]?.stringValue ?? ""
      return ["\(hit["namespace"]?.stringValue ?? "") \(path)", heading].filter { !$0.isEmpty }.joined(separator: " > ")
    }
    return [hit["namespace"]?.stringValue, hit["key"]?.stringValue].compactMap { $0 }.joined(separator: " ")
  }
}
