import ScrubjayCore
import Testing

@testable import ScrubjayEngine

/// How tables, lists and code are cut that do not fit into a chunk.
@Suite struct PartTests {
  private static func chunks(_ text: String, tokens: Int = 160, overlap: Int = 20) -> [DocumentChunk] {
    let chunks = Chunker(tokens: tokens, overlap: overlap).chunks(of: text, Outline(text, .markdown))
    #expect(chunks.content.utf8.elementsEqual(text.utf8))
    for chunk in chunks { #expect(TokenCount.of(chunk.content) <= tokens) }
    return chunks
  }

  /// The chunk that a row, an item or a line is in, which is in one alone unless it is said again.
  private static func holding(_ text: String, in chunks: [DocumentChunk]) throws -> DocumentChunk {
    try #require(chunks.last { $0.text.contains(text) }, "no chunk holds \(text)")
  }

  struct Table: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var before = "# Prices\n\nWhat boats cost.\n\n"
    let head: String
    let row: @Sendable (Int) -> String
    var after = "\nThat is all there is to say of it.\n"
  }

  static let tables: [Table] = [
    Table(testDescription: "with outer bars", head: "| Boat | Price |\n| --- | ---: |\n") {
      "| Boat number \($0) | \($0)00 |\n"
    },
    Table(testDescription: "without outer bars", head: "Boat | Price\n--- | ---\n") { "Boat number \($0) | \($0)00\n" },
    Table(testDescription: "aligned", head: "|Boat|Price|Use|\n|:--|:-:|--:|\n") {
      "|Boat number \($0)|\($0)00|a \\| b|\n"
    },
    Table(testDescription: "with CRLF", head: "| Boat | Price |\r\n|---|---|\r\n") {
      "| Boat number \($0) | \($0)00 |\r\n"
    },
    Table(testDescription: "in a quote", head: "> | Boat | Price |\n> |---|---|\n") {
      "> | Boat number \($0) | \($0)00 |\n"
    },
    Table(
      testDescription: "in a list", before: "# Prices\n\n- Of boats\n\n", head: "  | Boat | Price |\n  |---|---|\n"
    ) { "  | Boat number \($0) | \($0)00 |\n" },
    Table(testDescription: "in Chinese", head: "| 船 | 价格 |\n|---|---|\n") { "| 第\($0)条船。很好。 | 价格是\($0)元。 |\n" },
    Table(testDescription: "of one column", head: "| Boat |\n|---|\n") {
      "| Boat number \($0) is for sale. It floats. |\n"
    },
    Table(testDescription: "at once behind text", before: "# Prices\n\nWhat they cost:\n", head: "Boat | Price\n-|-\n")
    {
      "Boat number \($0) | \($0)00\n"
    },
    Table(testDescription: "rows short of cells", head: "| Boat | Price |\n|---|---|\n") { "| Boat number \($0)\n" },
  ]

  @Test(arguments: tables) func `Each chunk of a table has whole rows, below its head and heading`(_ table: Table)
    throws
  {
    let rows = (0..<100).map(table.row)
    let chunks = Self.chunks(table.before + table.head + rows.joined() + table.after)
    let chunk = try Self.holding(rows[80], in: chunks)
    #expect(chunk.lead.hasPrefix("# Prices\n\n"))
    #expect(chunk.lead.hasSuffix(table.head))
    for chunk in chunks where chunk.place > 0 && rows.contains(where: chunk.text.contains) {
      #expect(chunk.content.contains(table.head))
      let lines = chunk.text.replacing(table.after, with: "").split(whereSeparator: \.isNewline)
      for line in lines { #expect(rows.contains { $0.split(whereSeparator: \.isNewline) == [line] }, "\(line)") }
    }
    // What follows a table says nothing of it again.
    let last = try #require(chunks.last)
    if !last.text.contains(rows[99]) { #expect(last.lead.isEmpty) }
  }

  @Test func `A table that fits is whole, and one that does not begins a chunk`() throws {
    let table = "| a | b |\n|---|---|\n| one | two |\n| three | four |\n"
    let words = Array(repeating: "word", count: 130).joined(separator: " ")
    let chunks = Self.chunks("\(words).\n\n\(table)\n\(words).\n")
    #expect(chunks.contains { $0.text.contains(table) && $0.lead.isEmpty })
  }

  @Test func `A row longer than a chunk is cut below the head, and a head that is too long leads nothing`() throws {
    let head = "| Name | Text |\n|---|---|\n"
    let long = "| Long | \(Array(repeating: "word", count: 400).joined(separator: " ")) |\n"
    let chunks = Self.chunks(head + "| Short | one |\n" + long + "| Last | two |\n")
    #expect(chunks.dropFirst().allSatisfy { $0.lead == head })
    #expect(chunks.contains { $0.text.contains("| Last | two |") })
    let wide = "| \(Array(repeating: "column", count: 300).joined(separator: " ")) | b |\n|---|---|\n"
    let rows = (0..<100).map { "| Boat number \($0) | \($0)00 |\n" }
    let led = Self.chunks(wide + rows.joined())
    #expect(led.allSatisfy { $0.lead.isEmpty })
    #expect(try Self.holding(rows[80], in: led).text.hasPrefix("| Boat number "))
    // Of a head that is only wide by its dashes the dashes go.
    let dashed = "| Boat | Price |\n| \(String(repeating: "-", count: 80)) | --- |\n"
    #expect(
      try Self.holding(rows[80], in: Self.chunks(dashed + rows.joined())).lead == "| Boat | Price |\n| --- | --- |\n")
  }

  @Test func `What only looks like a table is none`() {
    for text in [
      "a | b\n\n--- | ---\n", "a | b | c\n--- | ---\n", "a | b\n--- | -x-\n", "```\n| a |\n|---|\n", "a\n---\n",
    ] {
      let rows = (0..<100).map { "word number \($0) | \($0)00\n" }.joined()
      #expect(Self.chunks(text + rows).allSatisfy { !$0.lead.contains("---") }, "\(text)")
    }
  }

  @Test func `A list is cut between its items, and an item keeps those that it lies in`() throws {
    let flat = (1...100).map { "\($0). Step number \($0) is done by hand. It takes a while.\n" }
    let cut = Self.chunks("# Steps\n\n" + flat.joined())
    #expect(cut.count > 5)
    for chunk in cut.dropFirst() { #expect(chunk.text.prefixMatch(of: /\d+\. Step/) != nil && chunk.lead.isEmpty) }

    let nested = (1...20).map { outer in
      "- Chapter \(outer)\n" + (1...30).map { "    - Section \($0) of chapter \(outer) tells more of it.\n" }.joined()
    }
    let chunks = Self.chunks("# Book\n\n" + nested.joined())
    let inner = try Self.holding("Section 12 of chapter 7 ", in: chunks)
    #expect(inner.lead == "# Book\n\n- Chapter 7\n" || inner.text.contains("- Chapter 7\n"))
    #expect(chunks.contains { $0.lead.contains("- Chapter ") })
    for chunk in chunks.dropFirst() {
      #expect(chunk.text.prefixMatch(of: /- Chapter|    - Section/) != nil, "\(chunk.text.prefix(40))")
    }

    // A loose list, and one whose items go on in paragraphs of their own.
    let loose = (1...40).map { "* Item \($0) has a text.\n\n  And another paragraph of it.\n\n" }
    for chunk in Self.chunks(loose.joined()).dropFirst() { #expect(chunk.text.hasPrefix("* Item ")) }
    let item = "- First\n- " + Array(repeating: "word", count: 500).joined(separator: " ") + "\n- Last\n"
    #expect(Self.chunks(item).contains { $0.text.contains("- Last\n") })
  }

  @Test func `Code is cut between its lines, indents and all, and each chunk knows its language`() throws {
    let lines = (0..<100).map { "    let constant\($0) = function(\($0))\n" }
    for (open, close) in [("```swift\n", "```\n"), ("~~~~ c\n", "~~~~\n"), ("> ```py\n", "> ```\n")] {
      let prefix = open.hasPrefix(">") ? "> " : ""
      let code = lines.map { prefix + $0 }
      let chunks = Self.chunks("# Code\n\nLook:\n\n" + open + code.joined() + close + "\nThat was it.\n")
      let chunk = try Self.holding("constant80 ", in: chunks)
      #expect(chunk.lead == "# Code\n\n" + open)
      #expect(code.contains { chunk.text.hasPrefix($0) })
    }
    // A fence within a fence of more signs is a line of it.
    let inner = "````md\n```\n# no heading\n```\n" + lines.joined() + "````\n# Heading\n"
    #expect(Outline(inner, .markdown).headings.map(\.text) == ["Heading"])
    #expect(try Self.holding("constant80 ", in: Self.chunks(inner)).lead == "````md\n")
  }

  @Test(.timeLimit(.minutes(1))) func `However a text is nested, it takes no longer than another`() {
    let deep = (0..<1_500).map { String(repeating: " ", count: 2 * ($0 % 700)) + "- item \($0)\n" }.joined()
    let head = "| " + String(repeating: "a ", count: 200_000) + "| b |\n|---|---|\n"
    let rows = String(repeating: "| row | of a table |\n", count: 20_000)
    for text in [deep, head + rows, String(repeating: ">", count: 300_000), String(repeating: "|", count: 300_000)] {
      let chunks = Chunker().chunks(of: text, Outline(text, .markdown))
      #expect(chunks.content.utf8.count == text.utf8.count)
    }
  }
}
