/// How whom a statement is about is written in English.
struct EnglishSpeaker {
  /// As a sentence begins with it: "The user", "Priya".
  let subject: String
  /// Before what is theirs: "The user's", "Priya's".
  let possessive: String
  /// Behind a verb: "the user", "Priya".
  let object: String

  init(_ speaker: Speaker) {
    subject = speaker.name ?? "The user"
    possessive = subject + "'s"
    object = speaker.name ?? "the user"
  }

  /// What stands for a pronoun of the first person where the sentence has not named the person.
  func mention(for pronoun: String) -> String? {
    switch pronoun {
    case "me", "us": object
    case "my", "our": object + "'s"
    default: nil
    }
  }
}
