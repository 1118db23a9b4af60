import ScrubjayCore
import Testing

@testable import ScrubjayEngine

@Suite struct OutlineTests {
  struct Title: Sendable, CustomTestStringConvertible {
    let text: String
    let wanted: String
    var type = DocumentType.markdown
    var testDescription: String { text }
  }

  static let titles: [Title] = [
    Title(text: "---\ntitle: Boats of Porto\n---\n# Other", wanted: "Boats of Porto"),
    Title(text: "---\ndate: 2026-03-02\ntitle: \"Say \\\"hi\\\"\"  # why\n...\n", wanted: "Say \"hi\""),
    Title(text: "---\ntitle: 'It''s'\n---\n", wanted: "It's"),
    Title(text: "---\ntitle: Tea # the drink\n---\n", wanted: "Tea"),
    Title(text: "\u{FEFF}---\r\ntitle: Mark\r\n---\r\n", wanted: "Mark"),
    // Nothing that says a title.
    Title(text: "---\ntitle:\n---\n# First", wanted: "First"),
    Title(text: "---\ntitle: Never closed\n\n# First", wanted: "First"),
    Title(text: "text\n---\ntitle: Late\n---\n", wanted: "text"),
    // Headings.
    Title(text: "Some text.\n\n## Second level ##\n\n# First level", wanted: "Second level"),
    Title(text: "#hashtag\n\n# A **bold** [link](http://x) `code`", wanted: "A bold link code"),
    Title(text: "Underlined\n==========\n", wanted: "Underlined"),
    Title(text: "Also underlined\n---\n", wanted: "Also underlined"),
    Title(text: "```\n# code\n```\n# Heading", wanted: "Heading"),
    Title(text: "~~~\n```\n# code\n~~~\n# Heading", wanted: "Heading"),
    Title(text: "# \n\n# Heading", wanted: "Heading"),
    Title(text: "    # indented code\n", wanted: "notes"),
    Title(text: "####### seven\n", wanted: "notes"),
    Title(text: "two\nlines\n---\n", wanted: "notes"),
    // The name of the file.
    Title(text: "no heading", wanted: "notes"), Title(text: "", wanted: "notes"),
    Title(text: "# A heading to markdown", wanted: "notes", type: .text),
  ]

  @Test(arguments: titles) func `A title comes from front matter, a heading, or the file's name`(_ title: Title) {
    #expect(Outline(title.text, title.type).title(path: "a/b.c/notes.md") == title.wanted)
  }

  @Test func `A title is no longer than a name may be, and a hidden file has one`() {
    let long = Outline("# \(String(repeating: "ä", count: 500))", .markdown).title(path: "x")
    #expect(long.utf8.count == 256)
    #expect(Outline("", .text).title(path: "folder/.profile") == ".profile")
  }

  @Test(.timeLimit(.minutes(1))) func `A heading without end takes no longer than another`() {
    let text = "# " + String(repeating: "[", count: 2_000_000)
    #expect(Outline(text, .markdown).headings.map(\.level) == [1])
  }

  @Test func `The type of a file follows from its name`() {
    let names = ["a.md", "b.MARKDOWN", "c.txt", "d.text", "e.png", "README", "f.md.bak", ".md"]
    #expect(names.map { DocumentType(fileName: $0) } == [.markdown, .markdown, .text, .text, nil, nil, nil, .markdown])
  }
}
