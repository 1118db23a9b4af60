/// What a user is called, as facts say it.
package enum UserName {
  private static let leads = [
    "The user's name is ", "The user's full name is ", "The user's first name is ", "The user's nickname is ",
    "The user goes by ", "The user is called ", "The user is named ", "User's name is ", "Name is ", "Goes by ",
    "My name is ",
    "Der Nutzer heißt ", "Die Nutzerin heißt ", "Der Name des Nutzers ist ", "Der Name der Nutzerin ist ",
    "El usuario se llama ", "La usuaria se llama ", "El nombre del usuario es ", "El nombre de la usuaria es ",
    "L'utilisateur s'appelle ", "L'utilisatrice s'appelle ", "Le nom de l'utilisateur est ",
    "Le prénom de l'utilisateur est ",
    "用户叫", "用户名叫", "用户的名字是", "用户的名字叫",
  ]
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
