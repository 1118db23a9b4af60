/// Something that may go into a prompt.
public struct PackingItem: Sendable, Hashable {
  /// What stands before it in the prompt, such as when it was said and by whom; it takes room, too.
  public let head: String
  /// All of it.
  public let text: String
  /// Its passages in their order, which together are all of it; none where it can only go in whole.
  public let passages: [PassageMatch]

  /// Something that may go into a prompt.
  public init(head: String = "", text: String, passages: [PassageMatch] = []) {
    self.head = head
    self.text = text
    self.passages = passages
  }
}
