/// The best of many items: a heap of at most `limit` of them, with the worst on top.
struct NearestItems {
  private struct Candidate {
    let item: Int64
    let score: Float

    /// Whether another one is to be preferred; of equals the newer, which has the larger number.
    func isWorse(than other: Candidate) -> Bool { score != other.score ? score < other.score : item < other.item }
  }

  private let limit: Int
  private var heap: [Candidate] = []
  /// The score below which no item is taken any more.
  private var least = -Float.infinity

  /// Room for so many items.
  init(limit: Int) { self.limit = limit }

  /// Takes an item, unless there are enough better ones; a score that is no number counts as the worst.
  @inline(__always)
  mutating func offer(_ item: Int64, _ score: Float) {
    if score >= least { take(Candidate(item: item, score: score)) }
  }

  /// The items, the best first.
  var items: [Int64] { heap.sorted { $1.isWorse(than: $0) }.map(\.item) }

  private mutating func take(_ candidate: Candidate) {
    if heap.count < limit {
      heap.append(candidate)
      rise(heap.count - 1)
    } else if let worst = heap.first, worst.isWorse(than: candidate) {
      heap[0] = candidate
      sink(0)
    }
    if heap.count >= limit { least = heap.first?.score ?? .infinity }
  }

  private mutating func rise(_ start: Int) {
    var index = start
    while index > 0, heap[index].isWorse(than: heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var worst = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && heap[child].isWorse(than: heap[worst]) {
        worst = child
      }
      if worst == index { return }
      heap.swapAt(index, worst)
      index = worst
    }
  }
}
