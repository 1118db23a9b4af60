/// A numbered step of the schema, the same number on every engine.
struct Migration: Sendable {
  let number: Int
  let name: String
  /// Statements with the dialect's tokens in braces.
  let statements: [String]

  /// All steps, in order.
  static let all: [Migration] = [core]
}
