import ScrubjayCore
import Testing

@testable import ScrubjayEngine

/// Titles that the front matter of vaults names, in all the ways in which people and programs write it.
@Suite struct FrontMatterTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let wanted: String
    var testDescription: String { String(text.prefix(60)) }

    init(_ text: String, _ wanted: String) { (self.text, self.wanted) = (text, wanted) }

    /// One without a title of its own, so that the heading below gives it.
    init(untitled text: String) { self.init(text + "\n# Heading\n", "Heading") }
  }

  private static func yaml(_ lines: String) -> String { "---\n\(lines)\n---\n# Heading\n" }
  private static func toml(_ lines: String) -> String { "+++\n\(lines)\n+++\n# Heading\n" }

  static let inYAML: [Example] = [
    Example(yaml("title: >-\n  A boat\n  of one's own\ntags: [a, b]"), "A boat of one's own"),
    Example(yaml("title: |\n  Two\n  lines"), "Two lines"),
    Example(yaml("title: >2+\n    Indented\n\n    twice"), "Indented twice"),
    Example(yaml("title:\n  On the next line"), "On the next line"),
    Example(yaml("title: plain\n  that goes on"), "plain that goes on"),
    Example(yaml("Title: Capital"), "Capital"), Example(yaml("TITLE: Loud"), "Loud"),
    Example(yaml("title : Spaced"), "Spaced"), Example(yaml("\"title\": Quoted key"), "Quoted key"),
    Example(yaml("'title': Quoted key"), "Quoted key"), Example(yaml("? title\n: Explicit"), "Explicit"),
    Example(yaml("{title: Flow, tags: [a]}"), "Flow"),
    Example(yaml("title: \"Tabs\\tand \\u00e9\\nlines\\0\""), "Tabs and é lines"),
    Example(yaml("title: 'It''s # not a comment' # but this is"), "It's # not a comment"),
    Example(yaml("title:\tTab"), "Tab"), Example(yaml("title: 2024"), "2024"), Example(yaml("title: true"), "true"),
    Example(yaml("title: !!str 007"), "007"), Example(yaml("title: 日本語の題"), "日本語の題"),
    Example(yaml("name: &n Boats\ntitle: *n"), "Boats"),
    Example(yaml("tags:\n  - title: No\nmeta: {title: No}\ntitle: Yes"), "Yes"),
    Example(yaml("[a, b]: list as key\n1: number\ntitle: Yes"), "Yes"),
    Example(yaml("title: First\ntitle: Second"), "First"), Example(yaml("title: ~\nTitle: Second"), "Second"),
    Example("\u{FEFF}---\r\ntitle: >-\r\n  Mark\r\n  two\r\n---\r\n", "Mark two"),
    Example("\n\n---\ntitle: After blank lines\n---\n", "After blank lines"),
    Example("\u{FEFF}\n---  \ntitle: Blanks behind\n---  \n", "Blanks behind"),
    Example("---\ntitle: Dots\n...\n", "Dots"),
    Example("---\n# Comment\n# title: No\ntitle: Yes\n---\n", "Yes"),
    Example("---\n" + String(repeating: "key: value\n", count: 3_000) + "title: Late\n---\n", "Late"),
  ]

  static let untitledInYAML: [Example] = [
    "title:", "title: ~", "title: null", "title: \"\"", "title: '  '", "title: \"\u{200B}\"", "title: [a, b]",
    "title:\n  - a\n  - b", "title: {a: b}", "list: &l [a]\ntitle: *l", "tags: [title, b]", "", "other: title",
    "# comment\nother: a",
  ].map { Example(untitled: "---\n\($0)\n---") }

  /// What is not one well-formed mapping, and so is text.
  static let prose: [Example] = [
    // Between two rules.
    "---\nI saw a boat today.\n---\n", "---\n\nI saw a boat.\n\ntitle: is what it lacks.\n\n---\n",
    "---\nIt began like this\ntitle: none\n---\n", "---\n- a\n- b\n---\n",
    "---\n\nIt is *so*: far.\n\nAnd more.\n\n---\n",
    "---\n", "---\n\nNo second rule.\n", "---\n~\n---\n",
    // Broken.
    "---\ntitle: \"never closed\n---\n", "---\ntitle: [a\n---\n", "---\ntitle: a: b\n---\n", "---\n\ttitle: Tab\n---\n",
    "---\ntitle: *unknown\n---\n", "---\ntitle: Never closed\n", "---\ntitle: a\n--- b\nc: d\n---\n",
    "---\ntitle: \"\\ud800\"\n---\n", "---\ntitle: x\u{7}\n---\n",
    "---\n" + String(repeating: "[", count: 5_000) + "\n---\n",
    "---\na: &a [" + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "]\n---\n",
    "---\ntitle: Too long\n" + String(repeating: "key: value\n", count: 30_000) + "---\n",
    "+++\ntitle = \"never closed\n+++\n", "+++\ntitle = Bare words\n+++\n", "+++\njust text\n+++\n",
    "+++\na = [1\n+++\n",
    "+++\ntitle = \"a\" b\n+++\n", "+++\ntitle = \"\\q\"\n+++\n", "+++\ntitle = \"never closed\"\n",
  ].map { Example(untitled: $0) }

  static let inTOML: [Example] = [
    Example(toml("title = \"Boats\""), "Boats"), Example(toml("title='It is \\n'"), "It is \\n"),
    Example(toml("Title = \"Say \\\"hi\\\" \\u00e9\" # why"), "Say \"hi\" é"),
    Example(toml("\"title\" = \"Quoted key\""), "Quoted key"),
    Example(toml("title = \"\"\"\nTwo\nlines \\\n   joined\"\"\""), "Two lines joined"),
    Example(toml("title = '''\nRaw \"\"\" and ''two'' '''"), "Raw \"\"\" and ''two''"),
    Example(toml("title = \"\"\"Ends in \"quotes\"\"\"\""), "Ends in \"quotes\""),
    Example(
      toml(
        "date = 2024-05-01 07:32:00Z\ntags = [\n  \"a\", # one\n  'title = \"No\"',\n]\nmeta = { title = \"No\" }\na.title = 1\n"
          + "text = '''\ntitle = \"No\"\n'''\nn = -1_000.5e3\nx = inf\ntitle = \"Yes\""), "Yes"),
    Example(toml("title = 2024"), "2024"), Example(toml("title = 1979-05-27"), "1979-05-27"),
    Example("\u{FEFF}\r\n+++\r\ntitle = \"CRLF\"\r\n+++\r\n", "CRLF"),
    Example(untitled: "+++\n[extra]\ntitle = \"No\"\n+++"), Example(untitled: "+++\ntitle = [\"a\"]\n+++"),
    Example(untitled: "+++\ntitle = \" \"\n+++"), Example(untitled: "+++\n+++"),
    Example(untitled: "+++\n[[a.\"b c\"]]\ntitle = \"No\"\n+++"),
  ]

  @Test(arguments: inYAML + untitledInYAML + prose + inTOML)
  func `A title is what the metadata name, and text is no metadata`(_ example: Example) {
    let outline = Outline(example.text, .markdown)
    #expect(outline.title(path: "notes/file.md") == example.wanted)
    // Nothing is lost, whatever it was.
    #expect(Chunker().chunks(of: example.text, outline).content.utf8.elementsEqual(example.text.utf8))
  }

  @Test func `What stands between two rules is not titled by the lower of them, and its headings count`() {
    #expect(Outline("---\nA boat\n---\nmore", .markdown).title(path: "file.md") == "file")
    #expect(Outline("---\n\n# In between\n\n---\n", .markdown).title(path: "file.md") == "In between")
    #expect(Outline("---\nkey: value\n# comment\n---\n", .markdown).title(path: "file.md") == "file")
    #expect(Outline("---\ntitle: Text\n---\n", .text).title(path: "file.md") == "file")
  }

  @Test(.timeLimit(.minutes(1))) func `Aliases of aliases are not expanded`() {
    var lines = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<60 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      lines += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(Outline("---\n\(lines)title: Still read\n---\n", .markdown).title(path: "f.md") == "Still read")
  }
}
