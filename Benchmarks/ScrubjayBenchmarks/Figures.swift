import Foundation

/// Durations that were measured, and what is said of them.
struct Figures {
  private let sorted: [Duration]

  init(_ durations: [Duration]) { sorted = durations.sorted() }

  /// The duration that so many percent stayed within.
  func percentile(_ percent: Double) -> Duration {
    guard !sorted.isEmpty else { return .zero }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * percent / 100))]
  }

  /// The middle and the 99th percentile, in milliseconds.
  var text: String { "p50 \(percentile(50).milliseconds) ms, p99 \(percentile(99).milliseconds) ms" }
}

extension Duration {
  /// In milliseconds with three digits after the point.
  var milliseconds: String { String(format: "%.3f", self / .milliseconds(1)) }

  /// In seconds.
  var seconds: Double { self / .seconds(1) }
}

/// Measures how long something takes.
func measure<Result>(_ body: () async throws -> Result) async rethrows -> (Result, Duration) {
  let start = ContinuousClock.now
  let result = try await body()
  return (result, ContinuousClock.now - start)
}
