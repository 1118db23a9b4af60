import ScrubjayCore
import ScrubjayLanguage

/// What a user is called, as far as what is known of them and who speaks in their sessions tell.
enum UserNames {
  /// Returns the names, the one to use first; none where nobody knows.
  ///
  /// Somebody who speaks with a name is the user only where nobody else does.
  ///
  /// - Parameters:
  ///   - facts: What is known of the user.
  ///   - speakers: The names with which messages of the user's role were sent.
  static func known(from facts: [Memory], speakers: Set<String>) -> [String] {
    let stated = facts.compactMap { UserName.stated(in: $0.content) }
    let only = speakers.count == 1 ? Array(speakers) : []
    var names: [String] = []
    for name in stated + only where !names.contains(name) { names.append(name) }
    return names
  }
}
