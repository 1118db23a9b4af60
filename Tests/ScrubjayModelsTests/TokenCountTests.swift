import Foundation
import ScrubjayTestKit
import Testing

@testable import ScrubjayEngine
@testable import ScrubjayModels

/// How far the counting of tokens without a model is off: measured against the tokenizer, over the texts of this
/// repository and some of other languages.
@Suite struct TokenCountTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The files below a folder of the repository that end so.
  private static func texts(_ folder: String, _ ending: String) throws -> [(name: String, text: String)] {
    let place = repository.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: place.path).filter { $0.hasSuffix(ending) }
    return try names.sorted().map { ($0, try String(contentsOf: place.appending(path: $0), encoding: .utf8)) }
  }

  private static let others = [
    (
      "German",
      "Die Genossenschaft hat gestern beschlossen, das Bootshaus am Fluss zu renovieren. Wer mithelfen möchte, meldet sich bitte."
    ),
    (
      "Portuguese",
      "A minha irmã pinta barcos no Porto e vende os quadros aos domingos, na feira junto ao rio, quando não chove."
    ),
    ("Russian", "Моя сестра рисует лодки и по воскресеньям продаёт картины на ярмарке у реки."),
    ("Chinese", "我姐姐在波尔图画船，星期天在河边的集市上卖画。"), ("Japanese", "姉はポルトで船の絵を描いています。"),
    ("Korean", "누나는 포르투에서 배를 그립니다."), ("Thai", "พี่สาวของฉันวาดรูปเรือ"),
    ("digits", "2026-03-02T18:04:00Z 1234567890 3.14159 0xdeadbeef 192.168.100.200"),
  ]

  @Test func `In documents the count is near the tokenizer's, and in all texts of some length it is not far off`()
    throws
  {
    let vocabulary = try Vocabulary(
      parsing: Array(Data(contentsOf: URL(filePath: "\(try InstalledModel.directory)/vocab.txt"))))
    func ratio(_ text: String) -> Double {
      var tokenizer = WordPieceTokenizer(vocabulary)
      return Double(TokenCount.of(text)) / Double(max(1, tokenizer.pieces(of: text).count))
    }
    let documents = try Self.texts("Documentation", ".md")
    #expect((0.93...1.07).contains(ratio(documents.map(\.text).joined(separator: "\n"))))
    for (name, text) in documents { #expect((0.8...1.2).contains(ratio(text)), "\(name): \(ratio(text))") }
    let code = try Self.texts("Sources/ScrubjayCore", ".swift")
    #expect((0.85...1.15).contains(ratio(code.map(\.text).joined(separator: "\n"))))
    // The vocabulary is English: it takes other languages apart, and does not know the words of some at all.
    for (name, text) in Self.others { #expect((0.6...20).contains(ratio(text)), "\(name): \(ratio(text))") }
  }
}
