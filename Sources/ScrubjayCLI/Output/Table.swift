/// Rows of text in columns.
struct Table: Sendable {
  let columns: [Column]
  let rows: [[String]]

  struct Column: Sendable {
    let title: String
    /// Whether its text may be cut to make the table fit.
    let isFlexible: Bool

    init(_ title: String, isFlexible: Bool = false) {
      self.title = title
      self.isFlexible = isFlexible
    }
  }

  /// The space between columns.
  private static let gap = "  "
  /// What a column that is cut keeps at least.
  private static let leastWidth = 8

  /// The table for a terminal of so many columns: a heading, numbers to the right, long text cut.
  func text(columns available: Int, style: Style) -> String {
    let cells = rows.map { $0.map(Harmless.line) }
    let widths = widths(cells, available: available)
    let isNumber = columns.indices.map { index in
      !cells.isEmpty && cells.allSatisfy { $0[index].isEmpty || Double($0[index]) != nil }
    }
    func line(_ cells: [String]) -> String {
      let padded = columns.indices.map { index in
        DisplayWidth.pad(
          DisplayWidth.cut(cells[index], to: widths[index]), to: widths[index], toTheRight: isNumber[index])
      }
      var text = padded.joined(separator: Self.gap)
      while text.last == " " { text.removeLast() }
      return text
    }
    let heading = style.bold(line(columns.map { $0.title.uppercased().replacing("_", with: " ") }))
    return ([heading] + cells.map(line)).joined(separator: "\n")
  }

  /// The rows separated by tabs, without a heading.
  var tabSeparated: String {
    rows.map { $0.map(Harmless.cell).joined(separator: "\t") }.joined(separator: "\n")
  }

  /// The widths of the columns: as wide as their text, but for those that are cut until the whole fits.
  private func widths(_ cells: [[String]], available: Int) -> [Int] {
    var widths = columns.indices.map { index in
      let natural = max(DisplayWidth.of(columns[index].title), cells.map { DisplayWidth.of($0[index]) }.max() ?? 0)
      return min(natural, max(available, Self.leastWidth))
    }
    var excess = widths.reduce(0, +) + Self.gap.count * (columns.count - 1) - available
    // First the flexible columns give way, then, where that is not enough, all.
    for candidates in [columns.indices.filter { columns[$0].isFlexible }, Array(columns.indices)] {
      while excess > 0 {
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.leastWidth else {
          break
        }
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }
}
