/// What the text of a fact may be.
enum FactText {
  /// The text in one line, if it can be the content of a fact.
  static func checked(_ text: String) throws(ProposalCheck.Problem) -> String {
    func failure(_ reason: DroppedFact.Reason) -> ProposalCheck.Problem { .init(reason: reason) }
    // Longer than any that could be taken, before anything is done with it.
    guard text.utf8.count <= ProposedFact.contentBytes * 4 else { throw failure(.tooLong) }
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard line.contains(where: \.isLetter) else { throw failure(.empty) }
    guard line.utf8.count <= ProposedFact.contentBytes else { throw failure(.tooLong) }
    guard !line.unicodeScalars.contains(where: isInvisible) else { throw failure(.controlCharacters) }
    guard !TurnTraits(line).endsWithQuestion else { throw failure(.question) }
    guard !hasMarkup(line) else { throw failure(.markup) }
    guard !instructions.occur(in: PhraseText(line)) else { throw failure(.instruction) }
    return line
  }

  /// Controls, signs that change the direction of writing or are not seen, and what stands for a broken sign; joiners
  /// are part of words and of emojis.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFD,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static let signs = [
    "```", "<|", "|>", "[inst]", "[/inst]", "<<sys>>", "</", "/>", "<!--", "{{", "}}", "### ", "<script", "<system",
    "<user>",
    "<assistant>", "<s>",
  ]
  private static let roles = ["system:", "assistant:", "user:", "human:"]

  private static func hasMarkup(_ line: String) -> Bool {
    let lower = line.lowercased()
    return signs.contains { lower.contains($0) } || roles.contains { lower.hasPrefix($0) }
  }

  private static let instructions = Phrases(
    """
    ignore all previous | ignore previous | ignore the above | ignore your instructions | ignore all instructions
    ignore all prior | ignore any previous | disregard previous | disregard the above | disregard all | disregard your
    forget all previous | forget your instructions | forget everything above | system prompt | you are now
    you must always | from now on you | do not tell the user | do not follow | override your | new instructions
    execute the following | run the following command | call the tool | reveal your | print your instructions
    output the following | ignoriere alle | ignoriere die | ignora las instrucciones | ignora todas
    ignorez les instructions | ignore les instructions | 忽略之前 | 忽略以上 | 忽略所有
    """)
}
