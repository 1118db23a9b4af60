/// What is set for a user as a whole.
public struct UserProfile: Sendable, Hashable, Codable {
  /// The user.
  public let user: String
  /// The time zone by whose clock the user speaks, as its IANA name, if said.
  public var timeZone: String?

  /// What is set for a user.
  public init(user: String, timeZone: String? = nil) {
    self.user = user
    self.timeZone = timeZone
  }
}
