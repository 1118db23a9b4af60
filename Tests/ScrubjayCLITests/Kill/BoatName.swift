/// Names of boats, which unlike numbers do not contradict each other.
enum BoatName {
  private static let syllables = ["ka", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vu", "wa"]

  /// The name of a number, which no other has.
  static func of(_ number: Int) -> String {
    "Sa" + "\(number)".compactMap(\.wholeNumberValue).map { syllables[$0] }.joined()
  }
}
