/// English forms that no stemming rule leads back: questions ask "when did she buy …", answers say "I bought …".
///
/// Left out are forms that are more often another word (`rose`, `bit`, `fell`).
enum IrregularForms {
  /// The base form of a lower-case English word, where it is irregular.
  static func base(of word: String) -> String? {
    bases[word]
  }

  private static let bases: [String: String] = {
    var bases: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard let base = words.first else { continue }
      for form in words.dropFirst() { bases[form] = base }
    }
    return bases
  }()

  /// A line for each base form, followed by what leads back to it.
  private static let table = """
    become became
    begin began begun
    bend bent
    bite bitten
    blow blew blown
    break broke broken
    bring brought
    build built
    buy bought
    catch caught
    child children
    choose chose chosen
    come came
    deal dealt
    dig dug
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fallen
    feed fed
    feel felt
    fight fought
    find found
    fly flew flown
    foot feet
    forget forgot forgotten
    forgive forgave forgiven
    freeze froze frozen
    get got gotten
    give gave given
    go went gone
    grow grew grown
    hang hung
    hear heard
    hide hid hidden
    hold held
    keep kept
    knife knives
    know knew known
    lead led
    leaf leaves
    learn learnt
    leave left
    lend lent
    lose lost
    make made
    man men
    mean meant
    meet met
    mouse mice
    pay paid
    person people
    ride rode ridden
    ring rang rung
    rise risen
    run ran
    say said
    see saw seen
    sell sold
    send sent
    shake shook shaken
    shine shone
    shoot shot
    show shown
    sing sang sung
    sink sank sunk
    sit sat
    sleep slept
    speak spoke spoken
    spend spent
    stand stood
    steal stole stolen
    stick stuck
    strike struck
    swear swore sworn
    swim swam swum
    take took taken
    teach taught
    tear tore torn
    tell told
    think thought
    throw threw thrown
    tooth teeth
    understand understood
    wake woke woken
    wear wore worn
    weave wove woven
    wife wives
    win won
    woman women
    write wrote written
    """
}
