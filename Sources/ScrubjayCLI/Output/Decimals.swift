/// Numbers as people read them.
enum Decimals {
  /// A number with so many digits after the point, whatever the locale.
  static func text(_ value: Double, digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return sign + String(scaled) }
    let fraction = String(scaled % scale)
    return "\(sign)\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A time that something takes, such as `45 s` or `3 min 20 s`.
  static func duration(seconds: Double) -> String {
    let whole = Int(min(max(0, seconds), 360_000).rounded())
    return switch whole {
    case ..<60: "\(whole) s"
    case ..<3_600: "\(whole / 60) min \(whole % 60) s"
    default: "\(whole / 3_600) h \(whole / 60 % 60) min"
    }
  }

  /// A number of bytes, such as `12.3 GiB`.
  static func bytes(_ count: Int64) -> String {
    var value = Double(count)
    var units = ["bytes", "KiB", "MiB", "GiB", "TiB"][...]
    while value >= 1_024, units.count > 1 {
      value /= 1_024
      units = units.dropFirst()
    }
    return "\(text(value, digits: units.first == "bytes" ? 0 : 1)) \(units.first ?? "bytes")"
  }
}
