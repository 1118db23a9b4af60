import ScrubjayCore
import ScrubjayEngine
import Synchronization
import Testing

/// Counting tokens without a model, and counting each text once.
@Suite struct TokenEstimateTests {
  @Test(arguments: [
    ("", 0), (" \n", 0), ("tea", 2), ("The kettle whistled at 7.", 7), ("姐姐画船", 5), ("🚲", 2),
  ])
  func `A tenth is added to the rule for chunks, and rounded up`(text: String, tokens: Int) {
    #expect(TokenEstimate().count(text) == tokens)
  }

  @Test func `A text that comes again is not counted again`() {
    final class Counter: TokenCounter {
      let name = "letters"
      let calls = Mutex(0)
      func count(_ text: String) -> Int {
        calls.withLock { $0 += 1 }
        return text.count
      }
    }
    let counter = Counter()
    let counted = CountedTexts(counter)
    #expect(["tea", "coffee", "tea"].map(counted.count) == [3, 6, 3])
    #expect(counter.calls.withLock { $0 } == 2)
    #expect(counted.name == "letters")
  }
}
