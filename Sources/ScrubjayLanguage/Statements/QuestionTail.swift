/// A question that follows on a statement in one sentence: "I have ADHD, can you help me plan?"
enum QuestionTail {
  private static let openings = Phrases(
    """
    can you | could you | would you | will you | do you | did you | are you | have you | should i | shall i | can i | could i | may i
    what | what s | whats | which | how | how s | where | when | why | who | is there | are there | is it | is that | does | any
    would | got any | suggestions | ideas | recommendations | tips | right | correct | ok | okay | isn t it | kannst du | konntest du
    was | wie | wo | welche | welcher | welches | hast du | gibt es | soll ich | que | como | cual | donde | cuando | puedes | podrias
    hay | tienes | debo | peux tu | pourrais tu | quel | quelle | quoi | comment | ou | est ce que | y a t il | tu peux | as tu
    """)

  /// What stands before the question; `nil` where nothing does.
  static func statement(before sentence: Substring) -> Substring? {
    var found: Substring?
    for index in sentence.indices where ",，;—–".contains(sentence[index]) {
      let tail = PhraseText(String(sentence[sentence.index(after: index)...]))
      let isUnspaced = "，".contains(sentence[index])
      let words = tail.words.drop { ["so", "and", "but", "und", "y", "et"].contains($0) }
      if isUnspaced || openings.begin(words) {
        found = found ?? sentence[..<index]
        if isUnspaced { found = sentence[..<index] } else { break }
      }
    }
    guard let found, found.contains(where: \.isLetter) else { return nil }
    return found
  }
}
