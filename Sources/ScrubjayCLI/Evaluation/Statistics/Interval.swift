/// Between which values a mean probably lies.
struct Interval: Sendable, Hashable {
  let low: Double
  let high: Double
}
