import ScrubjayCore

/// An item that may answer a query, with what each arm of the search says of it.
struct Candidate {
  /// Which of the sources it comes from.
  let source: Int
  let kind: ItemKind
  let item: Int64
  /// What its words score, who and when included, from 0 to 1; `nil` when it shares none.
  var words: Double?
  /// How near its meaning is; `nil` when it has no vector, or meaning is not looked at.
  var meaning: VectorMatch?

  /// How well it may answer by what both arms say, from 0 to 1: half each. It decides which candidates are examined.
  var promise: Double { Self.promise(words: words ?? 0, cosine: meaning?.cosine ?? 0) }

  /// What an item can promise at most that scores no more than this in either arm.
  static func promise(words: Double, cosine: Double) -> Double { (words + max(0, cosine)) / 2 }
}

/// An item by its kind and number.
struct ItemNumber: Hashable {
  let kind: ItemKind
  let item: Int64
}
