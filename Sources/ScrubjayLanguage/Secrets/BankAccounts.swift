/// Finds international bank account numbers (ISO 13616), with or without spaces.
enum BankAccounts {
  /// How many signs the accounts of a country have.
  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23,
    "IS": 26, "IT": 27, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24,
    "ME": 22,
    "MK": 19, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
    "SA": 24,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
  ]

  static func find(in bytes: [UInt8]) -> [FoundSecret] {
    var found: [FoundSecret] = []
    var index = 0
    while index + 4 < bytes.count {
      let isStart = index == 0 || !(bytes[index - 1].isLetter || bytes[index - 1].isDigit)
      if isStart, bytes[index].isLetter, bytes[index + 1].isLetter, bytes[index + 2].isDigit, bytes[index + 3].isDigit,
        let end = end(of: bytes, from: index)
      {
        found.append((.iban, index..<end))
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  /// Where an account number ends that begins at an index; `nil` where none does.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    let country = String(decoding: bytes[start..<start + 2], as: UTF8.self).uppercased()
    guard let length = lengths[country] else { return nil }
    var signs: [UInt8] = []
    var index = start
    while index < bytes.count, signs.count < length {
      if bytes[index].isDigit || bytes[index].isLetter {
        signs.append(bytes[index].isLetter ? bytes[index] & 0xDF : bytes[index])
      } else if !(bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "-"))
        || !signs.count.isMultiple(of: 4)
      {
        return nil
      }
      index += 1
    }
    let isWhole = index == bytes.count || !(bytes[index].isDigit || bytes[index].isLetter)
    return signs.count == length && isWhole && remainder(of: signs[4...] + signs[..<4]) == 1 ? index : nil
  }

  /// The remainder by 97 of the number that letters and digits make (ISO 7064).
  private static func remainder(of signs: ArraySlice<UInt8>) -> Int {
    signs.reduce(0) { rest, sign in
      sign.isDigit ? (rest * 10 + Int(sign - 0x30)) % 97 : (rest * 100 + Int(sign - 0x41) + 10) % 97
    }
  }
}
