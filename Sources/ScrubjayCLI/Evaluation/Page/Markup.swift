/// Parts of a web page, in which text from elsewhere is nothing but text.
enum Markup {
  /// Text as it may stand in an element or in a quoted attribute.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A table whose cells are text; the first column names the rows, the others hold numbers.
  static func table(_ table: Table) -> String {
    let heading = table.columns.map { "<th>\(escaped($0.title))</th>" }.joined()
    let rows = table.rows.map { row in
      "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
    }
    return """
      <div class="scroll"><table><thead><tr>\(heading)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div>
      """
  }

  /// A part of the page with a heading.
  static func section(_ title: String, _ about: String, _ content: String) -> String {
    "<section>\n<h2>\(escaped(title))</h2>\n<p class=\"about\">\(escaped(about))</p>\n\(content)\n</section>"
  }

  /// A coordinate with as many digits as a plot can show.
  static func coordinate(_ value: Double) -> String { Decimals.text(value, digits: 1) }
}
