import Foundation

/// The English words by which statements are compared, each by its stem.
///
/// They are words of the language, of things that people and programs keep notes of; no name is among them.
package struct StatementLexicon: Sendable {
  /// What the words of a phrase say together.
  package struct Phrase: Sendable {
    /// The stems, in their order; for a state the words themselves, which follow on `is`.
    package let words: [String]
    /// Whether they are compared by their stems.
    package let isStemmed: Bool
    /// The predicate that they are.
    package let predicate: String
    /// Whether they deny it.
    package let isNegative: Bool
    /// Whether they tell of a change, after which the predicate holds.
    package let isChange: Bool
  }

  /// Longer ones first.
  package let phrases: [Phrase]
  /// Predicates of which a subject has one object at a time.
  package let singular: Set<String> = [
    "@live", "@employer", "@occupation", "@born", "@married", "@name", "@school", "@under",
  ]
  /// Verbs that say what is the case, and those that tell when or how much it is.
  package let verbs: Set<String>
  /// Verbs with which a day of the week or a date says when, once.
  package let scheduling: Set<String>
  /// Verbs whose past still says what is the case.
  package let lasting: Set<String>
  /// Nouns of what a thing has one of.
  package let attributes: Set<String>
  /// Nouns of whom one has one.
  package let roles: Set<String>
  /// Words that a description begins with.
  package let determiners: Set<String> = [
    "a", "an", "the", "his", "her", "their", "its", "@self", "some", "another", "one",
  ]
  /// Words that no name or value begins with.
  package let prepositions: Set<String> = [
    "on", "in", "at", "to", "of", "for", "by", "with", "from", "about", "under", "off",
  ]
  /// Words before one of several.
  package let indefinite: Set<String> = ["a", "an", "very", "too", "so", "quite", "also", "like", "as"]
  /// Adjectives that leave one thing only.
  package let unique: Set<String>
  /// Words of which one shuts the others out.
  package let exclusive: [String: Int]
  /// Words that say when something recurs, or under which circumstances.
  package let occasions: Set<String>
  /// Words after which follows what a statement holds beside.
  package let accompaniments: Set<String> = [
    "with", "since", "because", "near", "for", "as", "from", "together", "along", "where", "who", "which", "although",
    "but",
  ]
  /// Words after which follow circumstances.
  package let circumstances: Set<String> = [
    "during", "when", "while", "if", "unless", "except", "before", "after", "whenev",
  ]
  /// Words that say that something is not stated as a fact.
  package let uncertain: Set<String>
  /// Words that say that a number is not exact.
  package let approximate: Set<String> = [
    "about", "around", "approximately", "roughly", "almost", "nearly", "over", "under", "least", "most", "more", "less",
    "circa", "up",
  ]
  /// Words that add nothing to what is compared.
  package let idle: Set<String> = [
    "the", "a", "an", "this", "that", "these", "those", "to", "of", "in", "on", "at", "by", "per", "is", "are", "am",
    "be", "been", "being", "do", "does", "did", "has", "have", "had", "very", "really", "quite", "also", "too", "still",
    "now", "currently", "presently", "today", "always", "just", "so", "and", "or", "it", "its", "his", "her", "their",
    "there", "old", "yet", "already", "actually", "own", "set", "some", "any", "lot", "lots", "both", "using",
  ]

  package init(_ stem: (String) -> String) {
    func stems(_ text: String) -> Set<String> {
      Set(text.split(whereSeparator: \.isWhitespace).map { stem(String($0)) })
    }
    phrases = Self.phraseTable.split(separator: "\n").flatMap { line -> [Phrase] in
      let parts = line.split(separator: "=")
      let name = parts[0].trimmingCharacters(in: .whitespaces)
      let predicate = String(name.drop { "!>".contains($0) })
      return parts[1].split(separator: ",").map { phrase in
        Phrase(
          words: phrase.split(separator: " ").map { predicate.hasPrefix("@") ? stem(String($0)) : String($0) },
          isStemmed: predicate.hasPrefix("@"), predicate: predicate, isNegative: name.hasPrefix("!"),
          isChange: name.prefix(2).contains(">"))
      }
    }.sorted { $0.words.count > $1.words.count }
    verbs = stems(Self.verbList).union(stems(Self.schedulingList)).union(stems(Self.lastingList))
    scheduling = stems(Self.schedulingList).union(["be"])
    lasting = stems(Self.lastingList).union(["be", "@born", "@married"])
    attributes = stems(Self.attributeList)
    roles = stems(Self.roleList)
    unique = stems(Self.uniqueList)
    occasions = stems(Self.occasionList)
    uncertain = stems(Self.uncertainList)
    var exclusive: [String: Int] = [:]
    for (number, line) in Self.exclusiveTable.split(separator: "\n").enumerated() {
      for word in stems(String(line)) { exclusive[word] = number }
    }
    self.exclusive = exclusive
  }

  /// The names of countries and continents, in lower case: a place within one is no other place.
  package static let lands: Set<String> = {
    let english = Locale(identifier: "en_US")
    let names = Locale.Region.isoRegions.compactMap { english.localizedString(forRegionCode: $0.identifier) }
    return Set(names.map { $0.lowercased() } + ["england", "scotland", "wales", "uk", "usa", "us", "america"])
  }()

  /// A predicate, and the phrases that say it; `!` before it where they deny it, `>` where they tell of a change to it.
  private static let phraseTable = """
    @live = live in, live at, live on, reside in, reside at, based in, dwell in
    >@live = move to, relocate to, settle in
    !>@live = move out of, move away from
    @employer = work at, work for, employed by, employed at
    !>@employer = quit, left, resign from, resigned from, fired from, fired by, laid off from, laid off by, let go from, let go by
    @occupation = work as, employed as
    @born = born
    @married = married to
    >@married = got married to
    !>@married = divorced from, got divorced from, separated from
    @name = called, named, go by the name
    @school = study at, enrolled at
    @under = report to, managed by, led by, owned by, belong to, headed by, maintained by
    @like = like, love, enjoy, adore, fond of, keen on
    !@like = hate, dislike, detest, loathe, can not stand, cannot stand, can not bear
    @prefer = prefer
    eat meat = meat eater, omnivore
    !eat meat = vegetarian, vegan
    smoke = smoker
    !smoke = non-smoker, nonsmoker
    !drink alcohol = teetotal, teetotaller
    is enabled = enabled, on, turned on, switched on, activated, active
    !is enabled = disabled, off, turned off, switched off, deactivated, inactive
    is open = open, opened
    !is open = closed, shut
    is available = available, in stock
    !is available = unavailable, out of stock, sold out
    is online = online, up
    !is online = offline, down
    is accepted = accepted, approved
    !is accepted = rejected, declined, refused
    is able = able
    !is able = unable
    is possible = possible
    !is possible = impossible
    is safe = safe
    !is safe = unsafe
    is valid = valid
    !is valid = invalid
    is true = true, correct
    !is true = false, incorrect, wrong
    is required = required, mandatory
    !is required = optional
    is public = public
    !is public = private, confidential
    is happy = happy
    !is happy = unhappy
    is employed = employed
    !is employed = unemployed
    """

  private static let verbList = """
    be have has had do speak play eat drink use drive own smoke need want support require contain include allow accept wear know
    go walk cycle train sleep wake get keep pay earn owe rent charge teach read write sell buy visit study learn work
    live watch cook run swim sing dance avoid practise practice collect grow make build want take trust believe
    follow exercise commute see call ride hold store send receive connect return enabled open
    """
  private static let schedulingList = """
    start begin end finish open close happen leave depart arrive expire schedule meet land due occur
    """
  private static let lastingList = "cost last take weigh measure found own listen"
  private static let attributeList = """
    color colour number password passphrase address email mail phone birthday birthdate anniversary date deadline name
    nickname surname size port version price budget cost status capital timezone zone title code pin plate model
    brand weight height salary location time priority theme currency format
    branch language editor framework database host hostname url domain username login limit threshold timeout interval
    level score rating grade type destination venue room seat gate employer job profession occupation nationality religion sign goal age rate balance topic
    """
  private static let roleList = """
    boss manager wife husband spouse partner owner author director president ceo dentist doctor gp accountant landlord
    """
  private static let uniqueList = """
    favorite favourite default current main primary preferred only official best next oldest youngest biggest
    """
  private static let occasionList = """
    morning afternoon evening night noon weekend weekday mondays tuesdays wednesdays thursdays fridays saturdays sundays
    summer winter spring autumn fall holiday holidays vacation daily breakfast lunch dinner
    """
  private static let uncertainList = """
    will would might may could should want wants plan plans hope hopes wish wishes intend intends consider considering
    maybe perhaps probably possibly if think thinks guess believes believe thought dream dreams planning hoping
    applied
    """
  private static let exclusiveTable = """
    single married divorced widowed engaged
    left-handed right-handed
    dark light
    metric imperial
    celsius fahrenheit
    small medium large
    weekly monthly yearly hourly biweekly quarterly annually
    junior senior
    male female
    low high
    red green blue yellow black white orange purple pink brown grey gray
    hot cold
    early late
    tea coffee
    cats dogs
    aisle window
    remote office
    vim emacs
    tabs spaces
    full-time part-time
    introvert extrovert
    pending running completed failed cancelled
    alive dead
    """
}
