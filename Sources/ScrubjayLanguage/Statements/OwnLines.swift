/// The lines of a message that its writer wrote for it: without code, quoted mail, logs, transcripts, and lists that look
/// like what a memory gave back.
struct OwnLines {
  private(set) var lines: [Substring] = []

  private enum Block {
    /// Between fences of this character.
    case code(Character)
    /// Between a tag and the one that closes it.
    case tag(String)
    /// Under a heading that says whose words follow; a list, or all up to a blank line.
    case listed(isOnlyList: Bool)
  }

  private var block: Block?
  /// Where the last line stands that begins with each fence.
  private let lastFences: [Character: Int]

  init(_ message: String) {
    let all = message.split(separator: "\n", omittingEmptySubsequences: false)
    let spoken = Self.transcribed(all)
    lastFences = all.indices.reduce(into: [:]) { last, number in
      let start = all[number].drop { $0.isWhitespace }
      for fence in Self.fences where Self.isFence(start, of: fence) { last[fence] = number }
    }
    for (number, line) in all.enumerated() {
      let start = line.drop { $0.isWhitespace }
      if Self.beginsForwarded(start, isLast: number + 1 == all.count) { break }
      guard !spoken.contains(number), !isInBlock(start, at: number, all[(number + 1)...]) else { continue }
      let isBullet = Self.bullet(start) != nil
      let isCode = (line.hasPrefix("\t") || line.hasPrefix("    ")) && !isBullet
      if isCode || start.hasPrefix(">") || start.hasPrefix("|") || Self.isLogged(start) { continue }
      lines.append(Self.bullet(start) ?? line)
    }
  }

  // MARK: Blocks

  /// Whether a line is part of a block, opens or closes one.
  private mutating func isInBlock(_ line: Substring, at number: Int, _ rest: ArraySlice<Substring>) -> Bool {
    switch block {
    case .code(let fence):
      if Self.isFence(line, of: fence) {
        block = nil
        return true
      }
      // A fence that nobody closes ends with its paragraph.
      if line.isEmpty, (lastFences[fence] ?? 0) < number { block = nil }
      return true
    case .tag(let name):
      if line.lowercased().contains("</\(name)") { block = nil }
      return true
    case .listed(let isOnlyList):
      let isBlank = line.isEmpty
      let goesOn =
        isOnlyList ? isBlank || Self.bullet(line) != nil : !isBlank || rest.first.map { Self.isItem($0) } == true
      if goesOn { return true }
      block = nil
      return isBlank ? true : isInBlock(line, at: number, rest)
    case nil: break
    }
    for fence in Self.fences where Self.isFence(line, of: fence) {
      // A block may open and close in one line.
      if line.dropFirst(3).firstRange(of: String(repeating: fence, count: 3)) == nil { block = .code(fence) }
      return true
    }
    if let name = Self.tag(line) {
      if !line.lowercased().contains("</\(name)") { block = .tag(name) }
      return true
    }
    guard let isOnlyList = Self.isHeading(line, rest) else { return false }
    block = .listed(isOnlyList: isOnlyList)
    return true
  }

  private static let fences: [Character] = ["`", "~"]

  private static func isFence(_ line: Substring, of fence: Character) -> Bool {
    line.first == fence && line.hasPrefix(String(repeating: fence, count: 3))
  }

  /// The name of the tag that a line begins with, in lower case.
  private static func tag(_ line: Substring) -> String? {
    guard line.first == "<", line.contains(">") else { return nil }
    let name = line.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    return name.first?.isLetter == true ? name.lowercased() : nil
  }

  /// Whether a line says that what follows is not the writer's own, and whether that is a list only.
  private static func isHeading(_ line: Substring, _ rest: ArraySlice<Substring>) -> Bool? {
    let marks = line.drop { "#*_[( ".contains($0) }
    let title = marks.prefix { $0 != ":" && $0 != "：" }
    let isTitle = line.hasPrefix("#") || marks.contains(":") || marks.contains("：")
    guard isTitle, title.count <= mostOfHeading else { return nil }
    let phrases = PhraseText(String(title))
    if memories.occur(in: phrases) { return false }
    guard marks.last.map({ ":：*_])".contains($0) }) == true || line.hasPrefix("#"),
      let next = rest.first(where: { $0.contains { !$0.isWhitespace } }), isItem(next)
    else { return nil }
    return own.occur(in: phrases) ? nil : true
  }

  private static let mostOfHeading = 80

  private static func isItem(_ line: Substring) -> Bool { bullet(line.drop { $0.isWhitespace }) != nil }

  /// What a line of a list holds; `nil` for another line.
  private static func bullet(_ line: Substring) -> Substring? {
    guard let first = line.first else { return nil }
    var rest = line.dropFirst()
    if first.isNumber {
      let digits = line.prefix { $0.isNumber }
      rest = line.dropFirst(digits.count)
      guard digits.count <= 3, let mark = rest.first, ".)".contains(mark) else { return nil }
      rest = rest.dropFirst()
    } else if !"-*•‣–+".contains(first) {
      return nil
    }
    guard rest.first?.isWhitespace == true else { return nil }
    return rest.drop { $0.isWhitespace }
  }

  /// Titles of what a memory, a profile or a log gave back.
  private static let memories = SpeechWords.phrases(\.memories)
  /// Titles under which people list what they say of themselves.
  private static let own = SpeechWords.phrases(\.own)

  // MARK: Mail, logs, transcripts

  private static func beginsForwarded(_ line: Substring, isLast: Bool) -> Bool {
    let lower = line.lowercased()
    if forwarding.contains(where: lower.hasPrefix) { return true }
    guard !isLast else { return false }
    // "On Mon, 3 Nov 2025 at 10:12, Ana wrote:" and the head of a mail; "On my blog I wrote about three things:" is none.
    let isIntroduced = introductions.contains { lower.hasPrefix($0) } && lower.contains(where: \.isNumber)
    let isOpen = lower.last { !$0.isWhitespace } == ":"
    if isIntroduced, isOpen, writing.contains(where: { lower.contains($0) }) { return true }
    return heads.contains { lower.hasPrefix($0) } && lower.contains("@")
  }

  private static let introductions = SpeechWords.words(\.introductions).map { $0 + " " }
  private static let writing = SpeechWords.lines(\.writing)
  private static let heads = SpeechWords.words(\.heads).map { $0 + ":" }

  private static let forwarding = SpeechWords.lines(\.forwarding)

  /// Whether a line begins like one of a log or of an exported chat: with a time, or with a level.
  private static func isLogged(_ line: Substring) -> Bool {
    guard let first = line.first, first.isNumber || "[(".contains(first) || first.isUppercase else { return false }
    let bare = line.drop { "[(".contains($0) }
    if levels.contains(where: { bare.hasPrefix($0) && bare.dropFirst($0.count).first?.isLetter != true }) {
      return true
    }
    guard bare.first?.isNumber == true else { return false }
    let shape = shape(bare)
    if dated.contains(where: shape.hasPrefix) { return true }
    // "[10:32] …", but not "(10:30 is when I leave)".
    if bare.count < line.count, let end = bare.firstIndex(where: { "])".contains($0) }) {
      let inner = self.shape(bare[..<end]).lowercased().split(separator: " ")
      return inner.first.map { enclosed.contains(String($0)) } == true
        && inner.dropFirst().allSatisfy { halves.contains($0) }
    }
    // "10:32 Ana: …", but not "9:30 is good for me: …".
    guard shape.hasPrefix("0:0 ") || shape.hasPrefix("0:0:0 ") else { return false }
    let said = bare.drop { $0.isNumber || ": -".contains($0) }
    return said.first?.isUppercase == true && label(said) != nil
  }

  private static let levels = ["INFO", "DEBUG", "WARNING", "WARN", "ERROR", "TRACE", "FATAL"]
  /// How a date with a time looks, a zero for each number.
  private static let dated = [
    "0-0-0 0:0", "0-0-0T0:0", "0-0-0, 0:0", "0.0.0 0:0", "0.0.0, 0:0", "0/0/0 0:0", "0/0/0, 0:0",
  ]
  /// How a day or a time between brackets looks, and what may stand behind it.
  private static let enclosed: Set<String> = ["0-0-0", "0:0", "0:0:0", "0:0am", "0:0pm", "0:0:0am", "0:0:0pm"]
  private static let halves: Set<Substring> = ["am", "pm"]
  private static let lettersOfShape = 32
  private static let lettersOfLabel = 32

  private static func shape(_ line: Substring) -> String {
    var shape = ""
    for character in line.prefix(lettersOfShape) where !(character.isNumber && shape.last == "0") {
      shape.append(character.isNumber ? "0" : character)
    }
    return shape
  }

  /// The name before a colon that a line begins with, in lower case.
  private static func label(_ line: Substring) -> String? {
    let start = line.drop { $0.isWhitespace || "*_".contains($0) }
    let name = start.prefix(lettersOfLabel).prefix { $0.isLetter || ".' ".contains($0) }
    let rest = start.dropFirst(name.count).drop { "*_ ".contains($0) }
    guard name.first?.isLetter == true, let colon = rest.first, ":：".contains(colon),
      rest.dropFirst().drop(while: { "*_".contains($0) }).first?.isWhitespace == true
    else { return nil }
    return name.lowercased().split(separator: " ").joined(separator: " ")
  }

  /// The lines of what is written down as said by several, each behind its speaker's name.
  private static func transcribed(_ lines: [Substring]) -> Set<Int> {
    var labels: [(line: Int, label: String)] = []
    for (number, line) in lines.enumerated() {
      if let label = label(line) { labels.append((number, label)) }
    }
    let isSpoken = labels.contains { roles.contains($0.label) }
    // Two who take turns; "Name: Ana" over "City: Rome" is a form, in which nobody comes twice.
    let repeated = Dictionary(grouping: labels) { $0.label }.values.filter { $0.count > 1 }.count
    guard isSpoken || (labels.count > 2 && repeated > 0) else { return [] }
    guard let first = labels.first?.line, let last = labels.last?.line else { return [] }
    // What is said goes on until a blank line behind the last of them.
    let end = lines.indices[last...].first { number in lines[number].allSatisfy { $0.isWhitespace } } ?? lines.endIndex
    return Set(first..<end)
  }

  private static let roles = SpeechWords.words(\.roles)
}
