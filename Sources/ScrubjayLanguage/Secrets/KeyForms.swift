import Foundation

/// Finds keys and tokens of services: those of known forms, and what is random beside a word such as `secret`.
enum KeyForms {
  /// How the keys of a service begin, and how many letters and digits follow at least.
  private static let forms: [(prefix: [UInt8], least: Int)] = [
    ("sk-ant-", 20), ("sk-proj-", 20), ("sk-or-", 20), ("sk-", 20), ("sk_live_", 16), ("sk_test_", 16),
    ("rk_live_", 16),
    ("whsec_", 20), ("sj_", 20), ("ghp_", 30), ("gho_", 30), ("ghu_", 30), ("ghs_", 30), ("ghr_", 30),
    ("github_pat_", 22),
    ("AKIA", 16), ("ASIA", 16), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxr-", 10), ("xoxs-", 10),
    ("xapp-", 20),
    ("AIza", 35), ("glpat-", 20), ("hf_", 30), ("gsk_", 30), ("npm_", 36), ("pypi-", 40), ("dop_v1_", 40), ("SG.", 40),
    ("ya29.", 20), ("shpat_", 30), ("xai-", 30),
  ].map { (Array($0.utf8), $1) }

  /// How many letters and digits a token has at least that is known by its randomness.
  private static let leastRandom = 32
  /// The least entropy of such a token, in bits a sign: of hexadecimal digits and of others.
  private static let hexadecimalEntropy = 3.0
  private static let otherEntropy = 4.0
  /// How many words before a token, at most, say that it is one.
  private static let wordsBefore = 4
  private static let uuidBytes = 36

  private static let keyWords: Set<String> = [
    "key", "keys", "token", "secret", "password", "passwd", "pwd", "apikey", "api_key", "credential", "credentials",
    "bearer",
    "authorization", "schlussel", "clave", "cle", "jeton", "密钥",
  ]

  static func find(in bytes: [UInt8], _ words: [SecretWord]) -> [FoundSecret] {
    var found: [FoundSecret] = []
    for (index, word) in words.enumerated() {
      found += login(bytes, word.range)
      var start = word.range.lowerBound
      while start < word.range.upperBound {
        while start < word.range.upperBound, !isPart(bytes[start]) { start += 1 }
        var end = start
        while end < word.range.upperBound, isPart(bytes[end]) { end += 1 }
        var tail = end
        while tail > start, bytes[tail - 1] == UInt8(ascii: ".") || bytes[tail - 1] == UInt8(ascii: "=") { tail -= 1 }
        let token = bytes[start..<tail]
        if hasForm(token) || isJSONWebToken(token) {
          found.append((.apiKey, start..<tail))
        } else if token.count >= leastRandom, isRandom(token), isNamed(index, words) {
          found.append((.apiKey, start..<end))
        }
        start = max(end, start + 1)
      }
    }
    return found
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || "-_.+/=".utf8.contains(byte)
  }

  private static func hasForm(_ token: ArraySlice<UInt8>) -> Bool {
    forms.contains { form in
      guard token.starts(with: form.prefix) else { return false }
      let rest = token.dropFirst(form.prefix.count)
      let hasDigit = rest.contains(where: \.isDigit)
      if form.prefix.starts(with: "A".utf8), form.least == 16 {
        return rest.count == form.least && rest.allSatisfy { $0.isDigit || (0x41...0x5A).contains($0) }
      }
      return rest.count { $0.isDigit || $0.isLetter } >= form.least && hasDigit
    }
  }

  /// Three parts in base64, of which the first two are JSON objects (RFC 7519).
  private static func isJSONWebToken(_ token: ArraySlice<UInt8>) -> Bool {
    let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].starts(with: "eyJ".utf8) && parts[1].starts(with: "eyJ".utf8)
      && parts.allSatisfy { $0.count >= 10 }
  }

  private static func isRandom(_ token: ArraySlice<UInt8>) -> Bool {
    guard token.contains(where: \.isDigit), token.contains(where: \.isLetter), !isUUID(token) else { return false }
    var counts = [Int](repeating: 0, count: 256)
    for byte in token { counts[Int(byte)] += 1 }
    // Shannon's entropy.
    let entropy = counts.reduce(0.0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / Double(token.count)
      return sum - share * log2(share)
    }
    let isHexadecimal = token.allSatisfy { $0.isDigit || (0x61...0x66).contains($0 | 0x20) }
    // A path and a name of many words have few digits, and their words are told apart by signs.
    let signs = token.count { !$0.isDigit && !$0.isLetter }
    return entropy >= (isHexadecimal ? hexadecimalEntropy : otherEntropy) && signs * 8 <= token.count
  }

  private static func isUUID(_ token: ArraySlice<UInt8>) -> Bool {
    token.count == uuidBytes && token.split(separator: UInt8(ascii: "-")).map(\.count) == [8, 4, 4, 4, 12]
  }

  /// Whether a word shortly before says that a token is a secret.
  private static func isNamed(_ index: Int, _ words: [SecretWord]) -> Bool {
    words[max(0, index - wordsBefore)..<index].contains { word in
      keyWords.contains(word.text)
        || word.text.split { $0 == "_" || $0 == "-" || $0 == "." }.contains { keyWords.contains(String($0)) }
    }
  }

  /// The password of an address such as `https://ana:secret@example.org`.
  private static func login(_ bytes: [UInt8], _ range: Range<Int>) -> [FoundSecret] {
    let word = bytes[range]
    guard let at = word.firstIndex(of: UInt8(ascii: "@")), let scheme = word.firstRange(of: "://".utf8),
      scheme.upperBound < at,
      let colon = bytes[scheme.upperBound..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at,
      !bytes[scheme.upperBound..<at].contains(UInt8(ascii: "/"))
    else { return [] }
    return [(.password, colon + 1..<at)]
  }
}
