/// Shares as bars, each with the interval in which it probably lies.
struct IntervalBars {
  let rows: [Row]

  struct Row {
    let name: String
    let share: Double
    let interval: Interval
    /// How many questions the share is of.
    let questions: Int
  }

  var html: String {
    "<ul class=\"bars\">\n\(rows.map(Self.html).joined(separator: "\n"))\n</ul>"
  }

  private static func html(_ row: Row) -> String {
    """
    <li><span class="name">\(Markup.escaped(row.name))</span>\(bar(row))\
    <span class="share"><b>\(Percent.text(row.share))</b> <small>\(Percent.text(row.interval))</small></span>\
    <small class="count">\(row.questions)</small></li>
    """
  }

  /// A bar of 100 units, stretched to the room there is.
  private static func bar(_ row: Row) -> String {
    func place(_ share: Double) -> String { Markup.coordinate(share * 100) }
    return """
      <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">\
      <rect class="room" width="100" height="14"/><rect class="filled" width="\(place(row.share))" height="14"/>\
      <rect class="interval" x="\(place(row.interval.low))" y="6" \
      width="\(place(row.interval.high - row.interval.low))" height="2"/></svg>
      """
  }
}
