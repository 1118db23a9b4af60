extension String {
  /// Whether it holds a letter, a number, or a symbol such as an emoji.
  package var hasMeaning: Bool {
    unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .otherNumber, .otherSymbol, .mathSymbol, .currencySymbol:
        true
      default: false
      }
    }
  }
}
