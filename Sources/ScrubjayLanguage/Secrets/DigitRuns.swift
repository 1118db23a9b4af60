/// Finds card numbers and social security numbers among the numbers of a text.
enum DigitRuns {
  static func find(in bytes: [UInt8]) -> [FoundSecret] {
    var found: [FoundSecret] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index].isDigit else {
        index += 1
        continue
      }
      let start = index
      var digits: [UInt8] = []
      var groups: [Int] = [0]
      while index < bytes.count {
        if bytes[index].isDigit {
          digits.append(bytes[index] - 0x30)
          groups[groups.count - 1] += 1
          index += 1
        } else if isSeparator(bytes[index]), index + 1 < bytes.count, bytes[index + 1].isDigit {
          groups.append(0)
          index += 1
        } else {
          break
        }
      }
      let isWhole = !(start > 0 && isAttached(bytes[start - 1])) && !(index < bytes.count && isTied(bytes, index))
      if isWhole, isCard(digits, groups) {
        found.append((.cardNumber, start..<index))
      } else if isWhole, groups == [3, 2, 4], !bytes[start..<index].contains(UInt8(ascii: " ")),
        isSocialSecurityNumber(digits)
      {
        found.append((.socialSecurityNumber, start..<index))
      }
    }
    return found
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") }

  /// Whether a number goes on before its digits: a sign of a telephone number, a letter, a decimal point.
  private static func isAttached(_ byte: UInt8) -> Bool {
    byte.isLetter || "+-./_#".utf8.contains(byte) || byte >= 0x80 && byte < 0xC0
  }

  private static func isTied(_ bytes: [UInt8], _ index: Int) -> Bool {
    bytes[index].isLetter || bytes[index] == UInt8(ascii: "_")
      || (".,/-".utf8.contains(bytes[index]) && index + 1 < bytes.count && bytes[index + 1].isDigit)
  }

  /// Whether digits are the number of a card: of a length and a beginning that are in use, and right by Luhn's formula
  /// (ISO/IEC 7812-1).
  private static func isCard(_ digits: [UInt8], _ groups: [Int]) -> Bool {
    guard (13...19).contains(digits.count), groups.count == 1 || groups.dropLast().allSatisfy({ (4...6).contains($0) })
    else { return false }
    let start = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
    let lengths: Set<Int> =
      switch start {
      case 4000...4999: [13, 16, 19]
      case 5100...5599, 2221...2720: [16]
      case 3400...3499, 3700...3799: [15]
      case 3000...3059, 3600...3699, 3800...3999: [14, 16, 19]
      case 3528...3589, 6011, 6200...6299, 6440...6599: [16, 17, 18, 19]
      case 5018, 5020, 5038, 5893, 6304, 6759, 6761...6763: [13, 14, 15, 16, 17, 18, 19]
      default: []
      }
    guard lengths.contains(digits.count), Set(digits).count > 1 else { return false }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place.isMultiple(of: 2) ? Int(digit) : Int(digit) * 2
      sum += value > 9 ? value - 9 : value
    }
    return sum.isMultiple(of: 10)
  }

  /// Areas 000, 666 and from 900 on, and groups and serials of zeros, are never given out.
  private static func isSocialSecurityNumber(_ digits: [UInt8]) -> Bool {
    let area = Int(digits[0]) * 100 + Int(digits[1]) * 10 + Int(digits[2])
    return area != 0 && area != 666 && area < 900 && digits[3...4].contains { $0 > 0 }
      && digits[5...].contains { $0 > 0 }
  }
}
