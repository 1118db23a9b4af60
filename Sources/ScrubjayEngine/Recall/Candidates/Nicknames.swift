import ScrubjayCore
import ScrubjayLanguage

/// Names in a query by which two people who speak with each other call one another, where they speak under other names:
/// who is greeted as Kate by the one is the other.
struct Nicknames: Sendable {
  /// Who is called by a name, folded to lower case, among those who speak with an owner, by its number.
  private let called: [Int64: [String: String]]

  /// So many of the newest messages that hold a name are read.
  private static let messages = 64
  /// Who is meant has been greeted so often, and for each time that the other one greeted somebody by the name, so often.
  private static let leastGreetings = 2
  private static let leastRatio = 4

  /// Looks up the names of a query among the messages of those owners with whom two speak.
  init(_ query: String, _ owners: [WordOwner], _ analyser: Analyser, _ tx: any ReadTransaction) throws {
    var called: [Int64: [String: String]] = [:]
    var analysed: [[String]: [QueryTerm]] = [:]
    for owner in owners where owner.owner.kind == .message && owner.speakers.count == 2 {
      let terms =
        analysed[owner.languages]
        ?? analyser.query(query, languages: Set(owner.languages.compactMap(Language.init))).filter(\.isCapitalised)
      analysed[owner.languages] = terms
      let known = NamedSpeakers(owner.speakers, terms)
      for term in terms where !known.isName(term.word) {
        guard let name = NamedSpeakers.words(of: term.word).first,
          let speaker = try Self.speaker(called: name, term, owner, tx)
        else { continue }
        called[owner.number, default: [:]][name] = speaker
      }
    }
    self.called = called
  }

  /// All names found.
  var names: [String] { called.values.flatMap(\.keys) }

  /// Who is called by which name among those who speak with an owner.
  subscript(owner: WordOwner) -> [String: String] { called[owner.number] ?? [:] }

  /// The one of two who is greeted by a name.
  private static func speaker(called name: String, _ term: QueryTerm, _ owner: WordOwner, _ tx: any ReadTransaction)
    throws -> String?
  {
    let items = try tx.words.postings(owner: owner.number, terms: term.alternatives).map(\.item)
    guard items.count >= leastGreetings else { return nil }
    var greetings: [String: Int] = [:]
    for message in try tx.events.messages(sequences: Array(items.sorted().suffix(messages)), MessageFilter()) {
      if let speaker = message.name, TurnTraits(message.content.text).greets(name) {
        greetings[speaker, default: 0] += 1
      }
    }
    guard let (greeting, count) = greetings.max(by: { $0.value < $1.value }), count >= leastGreetings,
      (greetings.values.reduce(0, +) - count) * leastRatio < count
    else { return nil }
    return owner.speakers.first { $0 != greeting }
  }
}
