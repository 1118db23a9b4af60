/// Reads scoped state.
public protocol StateReader {
  /// Returns one value.
  func find(_ scope: StateScope, owner: String, name: String) throws -> StateEntry?
  /// Returns all values of one scope and owner, by name.
  func list(_ scope: StateScope, owner: String) throws -> [StateEntry]
  /// Returns the values of one scope after another one of it, by owner and name.
  func list(_ scope: StateScope, after last: StateEntry?, limit: Int) throws -> [StateEntry]
}

/// Writes scoped state.
public protocol StateWriter: StateReader {
  /// Sets a value.
  func set(_ entry: StateEntry) throws
  /// Removes a value; answers whether there was one.
  func remove(_ scope: StateScope, owner: String, name: String) throws -> Bool
  /// Removes all values of one scope and owner; answers how many.
  @discardableResult
  func clear(_ scope: StateScope, owner: String) throws -> Int
}
