import CScrubjayStemmer
import Synchronization

/// The Snowball stemmers of one analyser.
///
/// A stemmer has state, so each is lent to one text at a time; the pool grows to the number of texts analysed at
/// once.
final class StemmerPool: Sendable {
  private let idle = Mutex<[Language: [Stemmer]]>([:])

  fileprivate func borrow(_ language: Language) -> Stemmer? {
    idle.withLock { $0[language]?.popLast() } ?? Stemmer(language)
  }

  fileprivate func giveBack(_ stemmers: [Language: Stemmer]) {
    idle.withLock { idle in
      for (language, stemmer) in stemmers { idle[language, default: []].append(stemmer) }
    }
  }
}

/// The stemmers lent for the analysis of one text; they go back to the pool with the end of its life.
struct StemmerLoan: ~Copyable {
  private let pool: StemmerPool
  private var lent: [Language: Stemmer] = [:]

  init(from pool: StemmerPool) {
    self.pool = pool
  }

  deinit {
    pool.giveBack(lent)
  }

  /// The stem of a lower-case word; the word itself in a language without stems.
  mutating func stem(_ word: String, in language: Language) -> String {
    guard language != .und else { return word }
    let word = language == .en ? IrregularForms.base(of: word) ?? word : word
    if let stemmer = lent[language] { return stemmer.stem(word) }
    guard let stemmer = pool.borrow(language) else { return word }
    lent[language] = stemmer
    return stemmer.stem(word)
  }
}

/// One instance of libstemmer's state.
///
/// Unchecked: the pool is behind a mutex and lends an instance to one loan, which cannot be copied.
private final class Stemmer: @unchecked Sendable {
  private let state: OpaquePointer

  init?(_ language: Language) {
    guard let state = sb_stemmer_new(language.rawValue, nil) else { return nil }
    self.state = state
  }

  deinit {
    sb_stemmer_delete(state)
  }

  func stem(_ word: String) -> String {
    var word = word
    let stem = word.withUTF8 { bytes -> String? in
      guard let stem = sb_stemmer_stem(state, bytes.baseAddress, Int32(bytes.count)) else { return nil }
      return String(decoding: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(state))), as: UTF8.self)
    }
    guard let stem, !stem.isEmpty else { return word }
    return stem
  }
}
