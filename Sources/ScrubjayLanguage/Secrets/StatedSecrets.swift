/// Finds what is called a password, a PIN, a code, a token or a seed phrase, whatever it looks like.
enum StatedSecrets {
  /// How many words may stand between a name and its verb, as in "the password for the guest wifi is".
  private static let wordsBetween = 6
  /// The words of a seed phrase (BIP 39), of which some may be missing, and of a passphrase at most.
  private static let seedWords = 11...24
  private static let passphraseWords = 10

  private static let verbs: Set<String> = [
    "is", "are", "=", "->", "=>", "→", "ist", "lautet", "es", "est", "c'est", "c’est", "equals", "sera", "son",
  ]
  private static let afterVerb: Set<String> = [
    "now", "still", "currently", "jetzt", "ahora", "maintenant", "just", "simply",
  ]
  private static let prepositions: Set<String> = [
    "for", "of", "to", "on", "at", "fur", "furs", "vom", "von", "zum", "beim", "im", "in", "de", "del", "para", "du",
    "pour", "des",
  ]
  private static let settings: Set<String> = ["set", "change", "changed", "reset", "update", "updated", "make", "use"]

  /// What a number is a number of, so that it is no code.
  private static let units: Set<String> = [
    "lines", "files", "characters", "digits", "bytes", "pages", "percent", "%", "years", "days", "hours", "minutes",
    "seconds", "times",
    "zeilen", "lineas", "lignes", "euros", "dollars",
  ]

  static func find(in bytes: [UInt8], _ words: [SecretWord]) -> [FoundSecret] {
    var found: [FoundSecret] = []
    var index = 0
    while index < words.count {
      if let (content, end) = SecretNouns.match(words, at: index),
        let value = value(after: end, noun: index, words, content),
        let secret = secret(content, at: value.index, isMarked: value.isMarked, bytes, words)
      {
        found.append(secret)
        index = value.index + 1
      } else {
        if let secret = announced(at: index, bytes, words) { found.append(secret) }
        index += 1
      }
    }
    return found
  }

  /// Where the value of a name stands, and whether it is set apart by a colon or the like.
  private static func value(after end: Int, noun: Int, _ words: [SecretWord], _ content: SecretNouns.Content)
    -> (index: Int, isMarked: Bool)?
  {
    let last = words[end - 1]
    guard end < words.count else { return nil }
    if last.introduces { return (end, true) }
    guard !last.endsSentence else { return nil }
    if last.text.hasSuffix("'s") || last.text.hasSuffix("’s") { return (end, false) }
    var verb = end
    if prepositions.contains(words[end].text) {
      let isSet = words[max(0, noun - 3)..<noun].contains { settings.contains($0.text) }
      if isSet, words[end].text == "to", end + 1 < words.count { return (end + 1, false) }
      while verb < words.count, verb - end < wordsBetween, !verbs.contains(words[verb].text), !words[verb].endsSentence
      {
        if words[verb].introduces { return verb + 1 < words.count ? (verb + 1, true) : nil }
        verb += 1
      }
    }
    guard verb < words.count, verbs.contains(words[verb].text) else {
      // "PIN 4821" needs no verb.
      return verb == end && [.digits, .socialSecurityNumber].contains(content) ? (end, false) : nil
    }
    var value = verb + 1
    let isMarked = words[verb].introduces || !(words[verb].text.first?.isLetter ?? false)
    while value < words.count, afterVerb.contains(words[value].text) { value += 1 }
    return value < words.count ? (value, isMarked) : nil
  }

  private static func secret(
    _ content: SecretNouns.Content, at index: Int, isMarked: Bool, _ bytes: [UInt8], _ words: [SecretWord]
  ) -> FoundSecret? {
    let range = words[index].range
    let value = SecretValue(bytes, range)
    let isCounting = !words[index].endsSentence && index + 1 < words.count && units.contains(words[index + 1].text)
    switch content {
    case .password:
      let isAlone = words[index].endsSentence || index + 1 == words.count
      // Its last sign may be one that ends sentences.
      let end = bytes[range.upperBound...].prefix { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "*") }.endIndex
      return value.isPassword(isMarked: isMarked, isAlone: isAlone) ? (.password, range.lowerBound..<end) : nil
    case .passphrase:
      guard let end = words[index...].prefix(passphraseWords).firstIndex(where: \.endsSentence) else { return nil }
      let isPhrase = end - index > 1 && words[index...end].allSatisfy { SecretValue(bytes, $0.range).isTelling }
      return isPhrase || (end == index && value.isPassword(isMarked: isMarked, isAlone: true))
        ? (.password, range.lowerBound..<words[end].range.upperBound) : nil
    case .digits: return value.isDigits(3...12) && !isCounting ? (.password, range) : nil
    case .code: return value.isCode && !isCounting ? (.password, range) : nil
    case .oneTimeCode: return value.isOneTimeCode && !isCounting ? (.oneTimeCode, range) : nil
    case .token: return value.isToken ? (.apiKey, range) : nil
    case .socialSecurityNumber:
      let end = words[index...].prefix(3).lastIndex { SecretValue(bytes, $0.range).isDigits(2...9) } ?? index
      let whole = range.lowerBound..<words[end].range.upperBound
      return bytes[whole].count(where: \.isDigit) == 9 ? (.socialSecurityNumber, whole) : nil
    case .seedPhrase:
      return seedPhrase(at: index, bytes, words)
    }
  }

  private static func seedPhrase(at start: Int, _ bytes: [UInt8], _ words: [SecretWord]) -> FoundSecret? {
    var count = 0
    var end = start
    for word in words[start...] {
      let value = SecretValue(bytes, word.range)
      guard value.isSeedWord, count < seedWords.upperBound else { break }
      count += value.isLetters ? 1 : 0
      end = word.range.upperBound
      // A phrase of a usual length that ends with the line is all of it.
      if word.endsSentence, count > seedWords.lowerBound, count.isMultiple(of: 3) { break }
    }
    return count >= seedWords.lowerBound ? (.seedPhrase, words[start].range.lowerBound..<end) : nil
  }

  /// A code that stands before its name, as in "482913 is your login code".
  private static func announced(at index: Int, _ bytes: [UInt8], _ words: [SecretWord]) -> FoundSecret? {
    guard SecretValue(bytes, words[index].range).isOneTimeCode, index + 3 < words.count, words[index + 1].text == "is",
      words[index + 2].text == "your",
      words[(index + 3)...].prefix(5).contains(where: { ["code", "otp", "passcode"].contains($0.text) })
    else { return nil }
    return (.oneTimeCode, words[index].range)
  }
}
