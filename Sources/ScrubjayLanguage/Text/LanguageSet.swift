/// A set of languages in a few bits.
struct LanguageSet: OptionSet {
  let rawValue: UInt16

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  init(_ language: Language) {
    let bit: UInt16 =
      switch language {
      case .en: 0
      case .de: 1
      case .es: 2
      case .fr: 3
      case .it: 4
      case .pt: 5
      case .nl: 6
      case .sv: 7
      case .ru: 8
      case .und: 9
      }
    rawValue = 1 << bit
  }

  var count: Int { rawValue.nonzeroBitCount }
}
