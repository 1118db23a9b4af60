/// How a text that is longer than a model's input is seen in parts, none of it unseen.
struct TokenWindows {
  /// How many tokens of a text the model takes at once, without those before and after it.
  let room: Int

  /// The parts of a text of so many tokens, in order: one, or as few as hold all of it.
  ///
  /// All but a single part have exactly ``room`` tokens, and are spread evenly, so that they overlap rather than
  /// leave a small rest that means little.
  func parts(of count: Int) -> [Range<Int>] {
    guard count > room else { return [0..<count] }
    let parts = (count + room - 1) / room
    return (0..<parts).map { part in
      let start = part * (count - room) / (parts - 1)
      return start..<start + room
    }
  }
}
