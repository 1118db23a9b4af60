/// A share as people read it.
enum Percent {
  /// A share from 0 to 1 in percent, with one digit after the point and without the sign.
  static func text(_ share: Double) -> String { Decimals.text(share * 100, digits: 1) }

  /// An interval in percent, in brackets.
  static func text(_ interval: Interval) -> String { "[\(text(interval.low)), \(text(interval.high))]" }
}
