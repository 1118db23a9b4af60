import ScrubjayCore

/// An item that may answer a query, with what each arm of the search says of it.
struct Candidate {
  /// Which of the sources it comes from.
  let source: Int
  let kind: ItemKind
  let item: Int64
  /// What its words score, who is named included, from 0 to 1; `nil` when it shares none.
  var words: Double?
  /// How well its day fits those that the query names; `nil` when it names none, or others.
  var date: Double?
  /// How near its meaning is; `nil` when it has no vector, or meaning is not looked at.
  var meaning: VectorMatch?

  /// How well it may answer by what the arms say. It decides which candidates are examined.
  var promise: Double { Self.promise(words: words ?? 0, date: date ?? 0, cosine: meaning?.cosine ?? 0) }

  /// What an item can promise at most that scores no more than this in any arm: words and meaning count half each.
  static func promise(words: Double, date: Double, cosine: Double) -> Double {
    (words + max(0, cosine) + dateWeight * date) / 2
  }

  /// About what a day that fits weighs beside a perfect match of words.
  private static let dateWeight = 0.5
}

/// An item by its kind and number.
struct ItemNumber: Hashable {
  let kind: ItemKind
  let item: Int64
}
