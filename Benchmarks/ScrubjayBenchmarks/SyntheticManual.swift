import Foundation
import ScrubjayTestKit

/// Documents that nobody wrote: paragraphs of this repository's own guides, under headings, put together anew and the same
/// each time.
struct SyntheticManual {
  private var random: SeededRandom
  private let paragraphs: [String]

  /// What is shorter says too little to be a paragraph.
  private static let shortestParagraphBytes = 120

  init(seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders = ["Documentation", "Documentation/Decisions", "Benchmarks", "."].map { root.appending(path: $0) }
    let files = try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }
    }
    paragraphs = try files.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n\n").map(String.init).filter {
        $0.utf8.count >= Self.shortestParagraphBytes && !$0.hasPrefix("```") && !$0.hasPrefix("|")
      }
    }
    guard !paragraphs.isEmpty else { throw BenchmarkFailure(message: "there are no guides to make documents of") }
  }

  /// A document of 4 to 24 paragraphs, some 250 to 1,500 words.
  mutating func document() -> String {
    var lines = ["# \(phrase(of: 4))"]
    for number in 0..<Int.random(in: 4...24, using: &random) {
      if number.isMultiple(of: 5) { lines.append("## \(phrase(of: 3))") }
      lines.append(random.pick(paragraphs))
    }
    return lines.joined(separator: "\n\n")
  }

  /// Some words that follow each other somewhere, as one would ask for them.
  mutating func question() -> String { phrase(of: 6) }

  private mutating func phrase(of count: Int) -> String {
    let words = random.pick(paragraphs).split(whereSeparator: \.isWhitespace)
    let start = Int.random(in: 0...max(0, words.count - count), using: &random)
    return words[start...].prefix(count).joined(separator: " ")
  }
}
