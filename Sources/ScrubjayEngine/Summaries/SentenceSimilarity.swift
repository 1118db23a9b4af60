/// How near each two of some sentences are to each other, from 0 to 1.
struct SentenceSimilarity {
  let count: Int
  private let values: [Double]

  /// From vectors of any length; a vector that is missing or of another dimension is near to none.
  init(_ vectors: [[Float]], count: Int) {
    let lengths = vectors.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    self.init(count: count) { one, other in
      guard one < vectors.count, other < vectors.count, vectors[one].count == vectors[other].count, lengths[one] > 0,
        lengths[other] > 0
      else { return 0 }
      var product: Float = 0
      for place in vectors[one].indices { product += vectors[one][place] * vectors[other][place] }
      return Double(product / (lengths[one] * lengths[other]))
    }
  }

  init(_ words: WordVectors) { self.init(count: words.count, words.cosine) }

  private init(count: Int, _ cosine: (Int, Int) -> Double) {
    self.count = count
    var values = [Double](repeating: 1, count: count * count)
    for one in 0..<count {
      for other in 0..<one {
        let value = min(1, max(0, cosine(one, other)))
        values[one * count + other] = value
        values[other * count + one] = value
      }
    }
    self.values = values
  }

  subscript(_ one: Int, _ other: Int) -> Double { values[one * count + other] }
}
