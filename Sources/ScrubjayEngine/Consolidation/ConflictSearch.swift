import Foundation
import ScrubjayCore
import ScrubjayLanguage

/// Finds memories that say different things about the same thing.
///
/// Statements that could contradict each other share their subject and predicate, so each is compared only with those;
/// what is near in meaning is compared too, whatever its predicate. English is understood; of texts in other languages
/// only their values are compared.
struct ConflictSearch: Sendable {
  private let analyser: Analyser
  private let lexicon: StatementLexicon

  /// How much of a memory's content is looked at, in bytes of UTF-8.
  private static let contentBytes = 4_096
  /// How many sentences of a memory are looked at.
  private static let sentencesPerMemory = 16
  /// How many statements of the same subject and predicate one is compared with.
  private static let comparisonsPerStatement = 64

  init(_ analyser: Analyser) {
    self.analyser = analyser
    lexicon = StatementLexicon(analyser.englishStem)
  }

  /// Two memories that contradict each other, by their places in a list, the earlier first.
  struct Pair: Sendable, Hashable {
    let first: Int
    let second: Int

    init(_ one: Int, _ other: Int) { (first, second) = (min(one, other), max(one, other)) }
  }

  /// The pairs of memories that contradict each other, and why.
  ///
  /// - Parameter near: Pairs that are known to mean nearly the same.
  func contradictions(among memories: [Memory], near: Set<Pair> = []) -> [Pair: ConflictReason] {
    let subject = FactSubject(names: Self.names(in: memories))
    let statements = memories.map { self.statements(of: $0, subject) }
    let contradiction = Contradiction(lexicon: lexicon)
    var found: [Pair: ConflictReason] = [:]
    func compare(_ pair: Pair, _ reason: () -> ConflictReason?) {
      guard found[pair] == nil, memories[pair.first].overlaps(memories[pair.second]) else { return }
      found[pair] = reason()
    }
    for members in blocks(statements).values {
      for (place, one) in members.enumerated() {
        for other in members[(place + 1)...].prefix(Self.comparisonsPerStatement) where one.memory != other.memory {
          guard Self.canContradict(one, other, memories) else { continue }
          compare(Pair(one.memory, other.memory)) { contradiction.reason(one.statement, other.statement) }
        }
      }
    }
    for pair in near {
      compare(pair) {
        for one in statements[pair.first] {
          for other in statements[pair.second] {
            if let reason = contradiction.reason(one, other, isNear: true) { return reason }
          }
        }
        return nil
      }
    }
    for (pair, reason) in ValueComparison.contradictions(among: memories) { compare(pair) { reason } }
    return found
  }

  /// Whether a memory says one thing only, so that nothing else ends with it.
  func saysOneThing(_ memory: Memory) -> Bool {
    StatementReader.sentences(of: memory.content, limit: 2).count == 1
  }

  /// What ended is not begun again by being told of later: only what began before an end is over.
  private static func canContradict(_ one: Member, _ other: Member, _ memories: [Memory]) -> Bool {
    guard one.statement.isEnd != other.statement.isEnd else { return true }
    let (end, state) = one.statement.isEnd ? (one, other) : (other, one)
    return memories[state.memory].begin <= memories[end.memory].begin
  }

  /// What the user is called, where all memories are of one user.
  private static func names(in memories: [Memory]) -> [String] {
    let owners = Set(memories.map { Array($0.namespace.segments.prefix(2)) })
    guard owners.count == 1, owners.first?.first == "user" else { return [] }
    return UserNames.known(from: memories, speakers: [])
  }

  private func statements(of memory: Memory, _ subject: FactSubject) -> [Statement] {
    guard !memory.isValueAlone else { return [] }
    let text = Folding.truncated(memory.content, toUTF8Bytes: Self.contentBytes)
    guard isEnglish(text) else { return [] }
    let reader = StatementReader(analyser.englishStem)
    return StatementReader.sentences(of: text, limit: Self.sentencesPerMemory).reduce(into: []) {
      statements, sentence in
      let fact = subject.completed(String(sentence).trimmingCharacters(in: .whitespacesAndNewlines))
      if let statement = Statement(fact[...], reader, lexicon, subject: statements.first) {
        statements.append(statement)
      }
    }
  }

  /// Whether a text is in English, or too short to tell; names say nothing about that.
  private func isEnglish(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace).filter { $0.first?.isUppercase != true }
    return words.isEmpty || analyser.document(words.joined(separator: " ")).language == .en
  }

  private struct Member {
    let memory: Int
    let statement: Statement
  }

  /// The statements by what they have in common that could contradict each other.
  private func blocks(_ statements: [[Statement]]) -> [String: [Member]] {
    var blocks: [String: [Member]] = [:]
    for (memory, statements) in statements.enumerated() {
      for statement in statements {
        for key in keys(statement) { blocks[key, default: []].append(Member(memory: memory, statement: statement)) }
      }
    }
    return blocks.filter { $0.value.count > 1 }
  }

  private func keys(_ statement: Statement) -> Set<String> {
    let subjects = statement.isNamed ? statement.subject : [statement.subject.sorted().joined(separator: " ")]
    let takesOne =
      lexicon.singular.contains(statement.predicate) || lexicon.scheduling.contains(statement.predicate)
      || statement.predicate == "@prefer" || statement.predicate.hasPrefix("is ")
    let objects = takesOne ? [""] : statement.object.union(statement.object.isEmpty || statement.isNegative ? [""] : [])
    let all = statement.predicate == "@like" || takesOne ? objects : objects.union([""])
    return Set(subjects.flatMap { subject in all.map { "\(subject)|\(statement.predicate)|\($0)" } })
  }
}

extension Memory {
  /// Whether it says nothing but its value.
  var isValueAlone: Bool { value.map { $0.text == content } ?? false }

  /// Whether both hold at one time; one without a beginning holds since it was recorded.
  fileprivate func overlaps(_ other: Memory) -> Bool {
    let (start, otherStart) = (validFrom ?? recordedAt, other.validFrom ?? other.recordedAt)
    return (validUntil.map { otherStart < $0 } ?? true) && (other.validUntil.map { start < $0 } ?? true)
  }
}
