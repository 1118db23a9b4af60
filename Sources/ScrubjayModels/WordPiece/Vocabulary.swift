import ScrubjayCore

/// The pieces of words that a model knows, by their numbers.
struct Vocabulary: Sendable {
  /// How large a vocabulary may be, in bytes.
  static let maximumBytes = 16 << 20

  /// How many pieces there are.
  let count: Int
  /// What stands for a word that cannot be put together.
  let unknown: Int32
  /// What stands before a text.
  let start: Int32
  /// What stands after a text.
  let end: Int32
  /// The pieces that mean something else than their letters, wherever they stand in a text.
  let special: [(text: [UInt8], piece: Int32)]
  /// Where a piece that goes on with a word starts in the trie: after `##`.
  let continuation: ByteTrie.Node?
  private let trie: ByteTrie

  /// Reads a file with a piece in each line, whose number is that of the line.
  ///
  /// - Throws: `model_unusable`.
  init(parsing bytes: [UInt8]) throws(ScrubjayError) {
    guard bytes.count <= Self.maximumBytes else {
      throw .modelUnusable("vocab.txt has over \(Self.maximumBytes) bytes.")
    }
    var trie = ByteTrie()
    var numbers: [String: Int32] = [:]
    var count: Int32 = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      guard String(validating: line, as: UTF8.self) != nil else {
        throw .modelUnusable("Line \(count + 1) of vocab.txt is not UTF-8.")
      }
      guard trie.insert(line, as: count) else { throw .modelUnusable("vocab.txt has too many pieces.") }
      if line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]") {
        numbers[String(decoding: line, as: UTF8.self)] = count
      }
      count += 1
      start = end + 1
    }
    func number(_ name: String) throws(ScrubjayError) -> Int32 {
      guard let number = numbers[name] else { throw .modelUnusable("vocab.txt has no \(name).") }
      return number
    }
    unknown = try number("[UNK]")
    self.start = try number("[CLS]")
    end = try number("[SEP]")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].compactMap { name in
      numbers[name].map { (Array(name.utf8), $0) }
    }
    continuation = trie.child(of: ByteTrie.root, UInt8(ascii: "#")).flatMap { trie.child(of: $0, UInt8(ascii: "#")) }
    self.count = Int(count)
    self.trie = trie
  }

  /// The longest piece that the bytes from `position` start with, and where it ends.
  func longestPiece(in word: [UInt8], from position: Int) -> (piece: Int32, end: Int)? {
    guard var node = position == 0 ? ByteTrie.root : continuation else { return nil }
    var found: (piece: Int32, end: Int)?
    for index in position..<word.count {
      guard let next = trie.child(of: node, word[index]) else { break }
      node = next
      let entry = trie.entry(at: node)
      if entry >= 0 { found = (entry, index + 1) }
    }
    return found
  }
}
