/// Finds what is called a password or code in Chinese and Japanese, which put no spaces between words.
enum UnspacedSecrets {
  private static let names: [(name: [UInt8], kind: Secret.Kind)] = [
    ("密码", .password), ("密碼", .password), ("口令", .password), ("暗証番号", .password), ("パスワード", .password),
    ("验证码", .oneTimeCode), ("驗證碼", .oneTimeCode), ("認証コード", .oneTimeCode),
  ].map { (Array($0.utf8), $1) }

  /// What may stand between a name and its value.
  private static let between: [[UInt8]] = ["是", "为", "為", "：", ":", "は", " ", "=", "改成", "改为", "“", "\"", "「", "'"].map
  {
    Array($0.utf8)
  }
  private static let leastSigns = 4

  static func find(in bytes: [UInt8]) -> [FoundSecret] {
    guard !bytes.allSatisfy({ $0 < 0x80 }) else { return [] }
    var found: [FoundSecret] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0xE0, let (name, kind) = names.first(where: { bytes[index...].starts(with: $0.name) })
      else {
        index += 1
        continue
      }
      index += name.count
      while let sign = between.first(where: { bytes[index...].starts(with: $0) }) { index += sign.count }
      let start = index
      while index < bytes.count, bytes[index] > 0x20, bytes[index] < 0x7F, !",;\"'".utf8.contains(bytes[index]) {
        index += 1
      }
      var end = index
      while end > start, ".!?".utf8.contains(bytes[end - 1]) { end -= 1 }
      if end - start >= leastSigns, bytes[start..<end].contains(where: \.isDigit) { found.append((kind, start..<end)) }
    }
    return found
  }
}
