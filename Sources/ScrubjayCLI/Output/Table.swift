/// Rows of text in columns.
struct Table: Sendable {
  let columns: [Column]
  let rows: [[String]]
  /// Whether some of the texts are shorter than what they stand for.
  var isShortened = false

  struct Column: Sendable {
    let title: String
    let room: Room

    /// How much of the room a column gets where not everything fits.
    enum Room: Sendable {
      /// All that it needs; cut, its text would be of no use.
      case whole
      /// All that it needs, or none: it is left out where what a person came to see lacks room.
      case spare
      /// Some; its text may be cut.
      case some
      /// The most: it is what a person came to see.
      case most
    }

    init(_ title: String, _ room: Room = .whole) {
      self.title = title
      self.room = room
    }
  }

  /// The space between columns.
  private static let gap = "  "
  /// What a column that is cut keeps at least.
  private static let leastWidth = 8
  /// The width that a column with some room gives up first.
  private static let someWidth = 12
  /// The width of the column with the most room below which others give way.
  private static let mostWidth = 36

  /// The table for a terminal of so many columns: a heading, numbers to the right, long text cut.
  ///
  /// - Returns: The text, and whether something is cut or left out.
  func text(columns available: Int, style: Style) -> (text: String, isShortened: Bool) {
    let cells = rows.map { $0.map(Harmless.line) }
    let natural = columns.indices.map { index in
      max(DisplayWidth.of(columns[index].title), cells.map { DisplayWidth.of($0[index]) }.max() ?? 0)
    }
    let widths = widths(natural, available: available)
    let shown = columns.indices.filter { widths[$0] != nil }
    func line(_ cells: [String], toTheRight isNumber: (Int) -> Bool) -> String {
      let padded = shown.map { index in
        let width = widths[index] ?? 0
        return DisplayWidth.pad(DisplayWidth.cut(cells[index], to: width), to: width, toTheRight: isNumber(index))
      }
      var text = padded.joined(separator: Self.gap)
      while text.last == " " { text.removeLast() }
      return text
    }
    let numbers = Set(
      shown.filter { index in !cells.isEmpty && cells.allSatisfy { $0[index].isEmpty || Double($0[index]) != nil } })
    let titles = columns.map { $0.title.uppercased().replacing("_", with: " ") }
    let heading = style.bold(line(titles, toTheRight: numbers.contains))
    return (
      ([heading] + cells.map { line($0, toTheRight: numbers.contains) }).joined(separator: "\n"),
      isShortened || columns.indices.contains { (widths[$0] ?? -1) < natural[$0] }
    )
  }

  /// The rows separated by tabs, without a heading.
  var tabSeparated: String {
    rows.map { $0.map(Harmless.cell).joined(separator: "\t") }.joined(separator: "\n")
  }

  /// The widths of the columns: as wide as their text, but for those that give way until the whole fits; `nil` for one
  /// that is left out.
  private func widths(_ natural: [Int], available: Int) -> [Int?] {
    var shown = Array(columns.indices)
    func room(_ room: Column.Room) -> [Int] { shown.filter { columns[$0].room == room } }
    if let most = room(.most).first {
      let wanted = min(natural[most], Self.mostWidth)
      while let widest = room(.spare).max(by: { natural[$0] < natural[$1] }) {
        let others = shown.filter { $0 != most }.map { index in
          columns[index].room == .some ? min(natural[index], Self.someWidth) : natural[index]
        }
        if others.reduce(wanted, +) + Self.gap.count * others.count <= available { break }
        shown.removeAll { $0 == widest }
      }
    }
    while true {
      var widths = natural.map { min($0, max(available, 1)) }
      var excess = shown.reduce(0) { $0 + widths[$1] } + Self.gap.count * (shown.count - 1) - available
      let stages = [
        (room(.some), Self.someWidth), (room(.most), Self.mostWidth), (room(.some), Self.leastWidth),
        (room(.most), Self.leastWidth), (shown, Self.leastWidth),
      ]
      for (index, (candidates, least)) in stages.enumerated() {
        // A heading is cut only where nothing else is left to cut.
        let floors = widths.indices.map {
          index < stages.count - 1 ? max(least, DisplayWidth.of(columns[$0].title)) : least
        }
        while excess > 0,
          let widest = candidates.filter({ widths[$0] > floors[$0] }).max(by: { widths[$0] < widths[$1] })
        {
          widths[widest] -= 1
          excess -= 1
        }
      }
      // Where even that is too wide, columns go from the right, but for what a person came to see.
      guard excess > 0, shown.count > 1, let last = shown.last(where: { columns[$0].room != .most }) else {
        return columns.indices.map { shown.contains($0) ? widths[$0] : nil }
      }
      shown.removeAll { $0 == last }
    }
  }
}
