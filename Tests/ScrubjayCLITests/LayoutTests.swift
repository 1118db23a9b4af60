import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// Text on a terminal: widths, tables, wrapping, and nothing that steers it.
struct LayoutTests {
  private let plain = Style(isOn: false)

  @Test(arguments: [
    ("abc", 3), ("Inês", 4), ("I\u{6E}e\u{302}s", 4), ("日本", 4), ("👩‍👩‍👧", 2), ("❤️", 2), ("🇵🇹", 2), ("…", 1), ("한글", 4),
    ("e\u{301}", 1), ("", 0), ("ｆ", 2),
  ])
  func widthsAreThoseOfATerminal(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func textIsCutByWidth() {
    #expect(DisplayWidth.cut("abcdef", to: 6) == "abcdef")
    #expect(DisplayWidth.cut("abcdefg", to: 6) == "abcde…")
    #expect(DisplayWidth.cut("日本語テスト", to: 6) == "日本…")
    #expect(DisplayWidth.cut("abc", to: 0).isEmpty)
  }

  @Test func textIsWrappedBetweenWords() {
    #expect(DisplayWidth.wrap("one two three", to: 7) == ["one two", "three"])
    #expect(DisplayWidth.wrap("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
    #expect(DisplayWidth.wrap("日本語テスト", to: 6) == ["日本語", "テスト"])
    #expect(DisplayWidth.wrap("a\n\nb", to: 4) == ["a", "", "b"])
  }

  @Test func tablesFitTheTerminal() {
    let table = Table(
      columns: [.init("id"), .init("content", .most), .init("count")],
      rows: [["a1", String(repeating: "word ", count: 30), "7"], ["b22", "日本", "12"]])
    #expect(
      table.text(columns: 30, style: plain).text == """
        ID   CONTENT             COUNT
        a1   word word word wo…      7
        b22  日本                   12
        """)
    for columns in 20...120 {
      #expect(
        table.text(columns: columns, style: plain).text.split(separator: "\n").allSatisfy {
          DisplayWidth.of($0) <= columns
        })
    }
  }

  @Test func tabSeparatedTextKeepsOneRecordALine() {
    let table = Table(columns: [.init("a"), .init("b")], rows: [["x\ty", "1\n2\\"]])
    #expect(table.tabSeparated == "x\\ty\t1\\n2\\\\")
  }

  @Test(arguments: ["\u{1B}[31m", "\u{9B}2J", "\u{7}", "\u{7F}", "\u{202E}", "\u{8}", "a\rb", "\u{2028}"])
  func nothingSteersTheTerminal(_ text: String) {
    for harmless in [Harmless.line(text), Harmless.text(text), Harmless.cell(text), Harmless.json(text)] {
      #expect(
        !harmless.unicodeScalars.contains { scalar in
          scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{202E}" || scalar == "\u{2028}"
        })
    }
  }

  @Test func harmlessTextIsLeftAsItIs() {
    #expect(Harmless.text("Olá 👩‍👩‍👧\nand more") == "Olá 👩‍👩‍👧\nand more")
    #expect(Harmless.line("a\nb") == "a b")
  }

  @Test func harmlessJSONIsTheSameValue() throws {
    let value: JSON = ["text": "\u{9B}31m \u{7F} \u{202E}"]
    #expect(try JSON(parsing: Harmless.json(value.prettyText)) == value)
  }

  @Test func progressSaysHowFarAndHowLong() {
    let line = ProgressLine(label: "Importing", unit: "records", count: 500, fraction: 0.25, seconds: 10)
    #expect(line.text == "Importing: 25 %, 500 records, 50 records/s, 30 s left")
    #expect(line.bar(columns: 80, plain).hasPrefix("██████░"))
    #expect(DisplayWidth.of(line.bar(columns: 40, plain)) < 40)
    #expect(
      ProgressLine(label: "Reading", unit: "lines", count: 3, fraction: nil, seconds: 1).text
        == "Reading: 3 lines, 3 lines/s")
  }

  @Test func numbersAndTimesAreShort() throws {
    #expect(Decimals.text(0.125, digits: 2) == "0.13")
    #expect(Decimals.text(-0.001, digits: 1) == "0.0")
    #expect(Decimals.text(65.85, digits: 0) == "66")
    #expect(Decimals.bytes(1_536) == "1.5 KiB")
    #expect(Decimals.duration(seconds: 200) == "3 min 20 s")
    let zone = try #require(TimeZone(secondsFromGMT: 3_600))
    #expect(ShortTime.text(try #require(Timestamp(rfc3339: "2026-03-02T23:30:59Z")), in: zone) == "2026-03-03 00:30")
  }
}
