import ScrubjayCore

extension ScrubjayError {
  /// An error for files of a model that cannot be used.
  static func modelUnusable(_ problem: String) -> ScrubjayError {
    ScrubjayError(
      .modelUnusable, "The embedding model cannot be used: \(problem)")
  }
}
