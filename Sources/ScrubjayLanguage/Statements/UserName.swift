/// What a user is called, as facts say it.
package enum UserName {
  private static let leads = LanguageWords.all.flatMap { $0.facts?.names ?? [] }
  private static let mostWords = 4
  private static let mostIdeographs = 8

  /// Returns the name that a fact about a user states; `nil` for a fact about something else.
  package static func stated(in fact: String) -> String? {
    guard let lead = leads.first(where: fact.hasPrefix) else { return nil }
    let end = fact.dropFirst(lead.count).prefix { !".,;!。，".contains($0) }
    let words = end.split(separator: " ")
    guard let first = end.unicodeScalars.first else { return nil }
    if ScalarKind(first) == .ideograph { return end.count <= mostIdeographs ? String(end) : nil }
    guard (1...mostWords).contains(words.count), words.allSatisfy({ $0.first?.isUppercase == true }) else { return nil }
    return words.joined(separator: " ")
  }
}
