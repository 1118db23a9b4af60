/// Finds secrets in what people write, by their own form or by the words that introduce them.
///
/// Numbers that only look alike stay: telephone numbers, orders, dates, UUIDs, hashes, ISBNs. Takes time in proportion
/// to the length of the text.
package enum SecretReader {
  /// The secrets of a text in their order, none of which overlaps another.
  package static func secrets(in text: String) -> [Secret] {
    let bytes = Array(text.utf8)
    let words = SecretWord.words(of: bytes)
    let found =
      PrivateKeyBlocks.find(in: bytes) + KeyForms.find(in: bytes, words) + DigitRuns.find(in: bytes)
      + BankAccounts.find(in: bytes) + StatedSecrets.find(in: bytes, words) + UnspacedSecrets.find(in: bytes)
    var last = 0
    var place = text.utf8.startIndex
    var secrets: [Secret] = []
    for (kind, range) in found.sorted(by: isBefore) where range.lowerBound >= last && !range.isEmpty {
      let distance = range.lowerBound - last
      let start = text.utf8.index(place, offsetBy: distance)
      let end = text.utf8.index(start, offsetBy: range.count)
      secrets.append(Secret(kind: kind, range: start..<end))
      (last, place) = (range.upperBound, end)
    }
    return secrets
  }

  /// The text with a placeholder for each secret, such as `[card number removed]`.
  package static func masked(_ text: String) -> String {
    var result = ""
    var end = text.startIndex
    for secret in secrets(in: text) {
      result += text[end..<secret.range.lowerBound]
      result += "[\(secret.kind.rawValue) removed]"
      end = secret.range.upperBound
    }
    return result + text[end...]
  }

  /// The earlier first, and of two that begin together the longer.
  private static func isBefore(_ one: FoundSecret, _ other: FoundSecret) -> Bool {
    one.range.lowerBound != other.range.lowerBound
      ? one.range.lowerBound < other.range.lowerBound : one.range.count > other.range.count
  }
}

/// A secret by the bytes it takes.
typealias FoundSecret = (kind: Secret.Kind, range: Range<Int>)
