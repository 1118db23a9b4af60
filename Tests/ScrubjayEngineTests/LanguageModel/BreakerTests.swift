import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayEngine

@Suite struct BreakerTests {
  private static func at(_ seconds: Int) -> Timestamp { ManualClock.start.advanced(by: .seconds(seconds)) }

  @Test func `A few failures change nothing, more have the server left alone, and longer each time`() {
    var breaker = Breaker()
    for second in 0..<Breaker.failures - 1 {
      breaker.fail(at: Self.at(second), retryAfter: nil)
      #expect(breaker.admit(at: Self.at(second)) == nil)
    }
    breaker.fail(at: Self.at(10), retryAfter: nil)
    #expect(breaker.admit(at: Self.at(15)) == .seconds(25))
    // One is let through once the pause is over, and the others wait for what it hears.
    #expect(breaker.admit(at: Self.at(40)) == nil)
    #expect(breaker.admit(at: Self.at(41)) == .seconds(29))
    breaker.fail(at: Self.at(42), retryAfter: nil)
    #expect(breaker.pause(at: Self.at(42)) == .seconds(60))
    for time in 1...20 { breaker.fail(at: Self.at(time * 1_000), retryAfter: nil) }
    #expect(breaker.pause(at: Self.at(20_000)) == Breaker.longestPause)
  }

  @Test func `An answer closes it, and as many failures as at first are needed again`() {
    var breaker = Breaker()
    for _ in 0..<Breaker.failures { breaker.fail(at: Self.at(0), retryAfter: nil) }
    breaker.succeed()
    #expect(breaker.admit(at: Self.at(1)) == nil)
    breaker.fail(at: Self.at(1), retryAfter: nil)
    #expect(breaker.pause(at: Self.at(1)) == nil)
  }

  @Test(arguments: [(0, 1), (7, 7), (100_000, 600)])
  func `A server that says when it may be asked again is left alone until then, within bounds`(
    _ said: Int, _ heeded: Int
  ) {
    var breaker = Breaker()
    breaker.fail(at: Self.at(0), retryAfter: .seconds(said))
    #expect(breaker.pause(at: Self.at(0)) == .seconds(heeded))
  }
}

@Suite struct ModelBudgetTests {
  private static let next = ModelUsage(operation: "a", model: "m", calls: 1, inputTokens: 10, outputTokens: 5)

  @Test func `What a call may need has to fit in beside all that was asked that day`() {
    let budget = ModelBudget(calls: 3, inputTokens: 100, outputTokens: 50)
    let spent = [
      ModelUsage(operation: "a", model: "m", calls: 1, inputTokens: 40, outputTokens: 20),
      ModelUsage(operation: "b", model: "n", calls: 1, inputTokens: 50, outputTokens: 25),
    ]
    #expect(budget.lack(spent: spent, next: Self.next) == nil)
    #expect(ModelBudget(calls: 2).lack(spent: spent, next: Self.next) == "2 calls")
    #expect(ModelBudget(calls: 3, inputTokens: 99).lack(spent: spent, next: Self.next) == "99 tokens to read")
    #expect(
      ModelBudget(calls: 3, inputTokens: 100, outputTokens: 49).lack(spent: spent, next: Self.next)
        == "49 tokens to write")
    #expect(ModelBudget(calls: 0).lack(spent: [], next: Self.next) == "0 calls")
  }

  @Test func `A day ends at midnight of UTC, before 1970 too`() {
    for seconds in [86_399, -1] {
      #expect(Timestamp(seconds: Int64(seconds)).untilNextDay == Duration.seconds(1))
    }
  }
}
