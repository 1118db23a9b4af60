/// Lines over an axis from 0 to 100 %, as SVG with its legend.
struct LinePlot {
  /// What the plot shows, for those who do not see it.
  let title: String
  let xTitle: String
  /// The marks of the horizontal axis, from 0 at its left to 1 at its right.
  let ticks: [(place: Double, label: String)]
  let lines: [Line]

  struct Line {
    let name: String
    let points: [(place: Double, share: Double)]
  }

  private static let width = 400.0
  private static let height = 250.0
  private static let left = 36.0
  private static let right = 14.0
  private static let top = 12.0
  private static let bottom = 48.0
  /// How many colors the page's style has.
  private static let colors = 8

  var html: String {
    """
    <figure>
    <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" aria-label="\(Markup.escaped(title))">
    \((grid + lines.indices.map(path)).joined(separator: "\n"))
    </svg>
    <ul class="legend">\(lines.indices.map(key).joined())</ul>
    </figure>
    """
  }

  private static func x(_ place: Double) -> String {
    Markup.coordinate(left + place * (width - left - right))
  }

  private static func y(_ share: Double) -> String {
    Markup.coordinate(top + (1 - share) * (height - top - bottom))
  }

  private var grid: [String] {
    let levels = stride(from: 0.0, through: 1, by: 0.25).map { share in
      """
      <line class="grid" x1="\(Self.x(0))" x2="\(Self.x(1))" y1="\(Self.y(share))" y2="\(Self.y(share))"/>\
      <text x="\(Int(Self.left) - 6)" y="\(Self.y(share))" dy="4" text-anchor="end">\(Int(share * 100))</text>
      """
    }
    let marks = ticks.map { tick in
      """
      <text x="\(Self.x(tick.place))" y="\(Self.y(0))" dy="18" text-anchor="middle">\(Markup.escaped(tick.label))</text>
      """
    }
    let axis = """
      <text x="\(Self.x(0.5))" y="\(Int(Self.height) - 8)" text-anchor="middle">\(Markup.escaped(xTitle))</text>
      """
    return levels + marks + [axis]
  }

  private func path(_ index: Int) -> String {
    let places = lines[index].points.map { "\(Self.x($0.place)),\(Self.y($0.share))" }
    let dots = lines[index].points.map { point in
      """
      <circle cx="\(Self.x(point.place))" cy="\(Self.y(point.share))" r="2.6">\
      <title>\(Markup.escaped(lines[index].name)): \(Percent.text(point.share)) %</title></circle>
      """
    }
    return """
      <g class="\(Self.style(index))"><polyline points="\(places.joined(separator: " "))"/>\(dots.joined())</g>
      """
  }

  private func key(_ index: Int) -> String {
    """
    <li><svg class="key \(Self.style(index))" viewBox="0 0 28 10" aria-hidden="true"><line x1="0" x2="28" y1="5" y2="5"/>\
    </svg>\(Markup.escaped(lines[index].name))</li>
    """
  }

  /// The color of a line, and dashes where it is not the first of its color.
  private static func style(_ index: Int) -> String {
    "line c\(index % colors)" + (index >= colors ? " dashed" : "")
  }
}
