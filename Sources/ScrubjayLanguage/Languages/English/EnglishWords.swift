/// The English words by which sentences are split, and by which they are told from statements.
enum EnglishWords {
  static func set(_ words: String) -> Set<String> { Set(words.split(whereSeparator: \.isWhitespace).map(String.init)) }

  private static func phrases(_ table: String) -> [[String]] {
    table.split(whereSeparator: { $0 == "|" || $0.isNewline }).map { $0.split(separator: " ").map(String.init) }
      .filter { !$0.isEmpty }.sorted { $0.count > $1.count }
  }

  static let selves: Set<String> = ["i", "we"]

  /// Words by which a sentence is no statement of fact, or tells what someone else says.
  static let unsure = set(
    """
    if wish wishes imagine suppose supposing pretend maybe perhaps probably hypothetically assuming unless say says
    said told tell thinks think thought claims claimed asked asks wrote writes sings sang heard quote guess wonder
    hope dreamt dreamed supposedly allegedly possibly
    """)

  static let politeConditions: Set<String> = [
    "that's ok", "thats ok", "that is ok", "that helps", "possible", "you don't mind", "you dont mind", "it matters",
    "it helps", "you can", "that's okay", "thats okay", "that matters", "you're wondering", "you were wondering",
    "anyone cares", "you ask me",
  ]

  static let conjunctions = set("and but so because cause cuz coz though although while plus since as")
  /// Words with which something begins that is no part of the statement.
  static let subordinations = set("because cuz coz which although though")
  /// Words after a comma that begin something else.
  static let asides = set(
    """
    just so that thanks thank but before after talk everyone which who both please because lol fyi hence no then
    also otherwise always never still ever not
    """
  )
  static let fillers = set(
    """
    lol haha hahaha though btw fyi tbh thanks please xd ngl imo anyway too :) :d actually lmao cheers thx honestly
    obviously
    """
  )

  static let leadIns: [[String]] = phrases(
    """
    in real life | irl | out of character | ooc | in reality | seriously now | jokes aside | btw | by the way | fyi | for your information | for the record | just so you know | so you know | just a heads up
    heads up | to be honest | honestly | tbh | as you know | you should know | you should know that
    please remember that | please remember | remember that | remember | do not forget that | do not forget
    please note that | please note | note that | keep in mind that | keep in mind | before that | for context
    context | some background | background | i told you that | i told you | i already told you that
    i already told you | as i said | like i said | i mentioned that | well | so | also | and | but | ok | okay | oh
    ugh | hi | hey | hello | yes | no | yeah | yep | nope | sure | actually | because | since | as | plus | ps | p.s
    anyway | sadly | unfortunately | luckily | fun fact | that | hmm | um | look | listen | right | good morning
    good evening | hi there | hey there | hello there | a bit about me | about me | personally | for me | please
    you can | you may | basically | just to let you know | save this | save that | remember this | note | though
    although | in general | generally | while
    """)

  /// What may be put behind a statement without adding to it.
  static let endings: [[String]] = phrases(
    "by the way | just so you know | so you know | for what it's worth | in case you're wondering | as you know | to be honest"
  )

  private static let clauseOpenings = set(
    "i we my our he she it they this that you everyone please im i'm i've i'd we're we've he's she's it's what how")

  /// What is put before a sentence that leaves "I" out, by the word it begins with.
  static let dropped: [String: [String]] = [
    "been": ["I", "have"], "never": ["I", "have"], "allergic": ["I", "am"], "diabetic": ["I", "am"],
    "vegetarian": ["I", "am"],
    "vegan": ["I", "am"], "moved": ["I"], "grew": ["I"], "got": ["I"], "adopted": ["I"], "lost": ["I"], "quit": ["I"],
  ]

  /// Words with which something begins that does not put in doubt what stands before it.
  static let turns: Set<String> = ["but", "so"]
  private static let auxiliaries = set("am is are was were have has had do does did can could will would")

  /// Whether a word says that something is stated, and not only named.
  static func isVerbal(_ word: SpokenWord) -> Bool {
    auxiliaries.contains(word.lower) || word.lower.hasSuffix("'s")
  }

  static func beginsClause(_ word: SpokenWord) -> Bool { clauseOpenings.contains(word.lower) }

  /// Whether a verb goes on about the same one.
  static func goesOn(_ word: SpokenWord) -> Bool { continuing.contains(word.lower) }

  /// Whether a verb goes on about somebody else, as in "my sister lives in Rome and works as a nurse".
  static func goesOnAboutOther(_ word: SpokenWord) -> Bool { continuingThird.contains(word.lower) }

  private static let continuingThird = set(
    "is has lives works loves likes hates prefers plays speaks teaches studies takes wears needs")
  private static let continuing = set(
    """
    am have live work love like enjoy hate prefer came left play speak teach study collect drive own eat drink smoke wear take
    run cycle moved was grew quit adopted started
    """)

  // MARK: Contractions

  private static let contractions: [String: [String]] = {
    var table: [String: [String]] = [
      "im": ["I", "am"], "ive": ["I", "have"], "id": ["I", "would"], "cant": ["can", "not"], "can't": ["can", "not"],
      "cannot": ["can", "not"], "won't": ["will", "not"], "wont": ["will", "not"], "dont": ["do", "not"],
      "doesnt": ["does", "not"], "didnt": ["did", "not"], "isnt": ["is", "not"], "arent": ["are", "not"],
      "havent": ["have", "not"], "hasnt": ["has", "not"], "wasnt": ["was", "not"],
    ]
    for word in ["do", "does", "did", "is", "are", "have", "has", "was", "were", "could", "would", "should", "had"] {
      table[word + "n't"] = [word, "not"]
    }
    for (subject, full) in [("i", "I"), ("we", "we"), ("they", "they"), ("you", "you")] {
      table[subject + "'m"] = [full, "am"]
      table[subject + "'re"] = [full, "are"]
      table[subject + "'ve"] = [full, "have"]
      table[subject + "'d"] = [full, "would"]
      table[subject + "'ll"] = [full, "will"]
    }
    for subject in ["he", "she", "it"] {
      table[subject + "'s"] = [subject, "is"]
      table[subject + "'d"] = [subject, "would"]
      table[subject + "'ll"] = [subject, "will"]
    }
    for noun in ["name", "birthday", "hobby", "job", "car"] { table[noun + "'s"] = [noun, "is"] }
    return table
  }()

  /// The words with contractions taken apart, and with common slips put right.
  static func expanded(_ words: [SpokenWord]) -> [SpokenWord] {
    words.flatMap { word -> [SpokenWord] in
      if let parts = contractions[word.lower] {
        return parts.enumerated().map { SpokenWord($1, endsPhrase: word.endsPhrase && $0 == parts.count - 1) }
      }
      return [slips[word.lower].map { SpokenWord($0, endsPhrase: word.endsPhrase) } ?? word]
    }
  }

  private static let slips = [
    "realy": "really", "relly": "really", "alergic": "allergic", "allergc": "allergic", "favrite": "favorite",
    "favourit": "favourite", "vegeterian": "vegetarian", "vegitarian": "vegetarian", "luv": "love",
    "diabetis": "diabetes",
    "fav": "favourite", "fave": "favourite", "becuase": "because", "doctr": "doctor",
  ]
}

extension EnglishWords {
  /// Whether a word names a day of the week or a month.
  static func isCalendarWord(_ word: String) -> Bool {
    RelativeDays.weekdays[word] != nil || EnglishDate.months.contains { $0.lowercased() == word }
  }

  /// Whether what follows on "has" makes a perfect of it.
  static func isPerfect(_ word: SpokenWord) -> Bool {
    word.lower == "been" || word.lower.hasSuffix("ed") || IrregularForms.base(of: word.lower) != nil
  }
}
