/// Reads what is set for users.
public protocol UserReader {
  /// Returns what is set for a user; `nil` when nothing ever was.
  func find(_ user: String) throws -> UserProfile?
  /// Returns the users for whom something is set, after one of them, in the order of their names.
  func list(after last: String?, limit: Int) throws -> [UserProfile]
}

/// Writes what is set for users.
public protocol UserWriter: UserReader {
  /// Sets everything for a user.
  func set(_ profile: UserProfile) throws
  /// Removes what is set for a user.
  func erase(_ user: String) throws
}
