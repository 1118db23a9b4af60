extension StringProtocol {
  /// Whether nothing in it can be seen: it is empty, or holds only white space, control and format characters, fillers,
  /// and combining marks without a letter to stand on.
  ///
  /// This is the one rule by which content is refused as empty.
  public var isBlank: Bool { unicodeScalars.allSatisfy(\.isInvisible) }
}

extension Unicode.Scalar {
  /// Symbols by their category that are drawn as nothing: the braille pattern without dots and the null notehead.
  private static let emptySymbols: Set<Unicode.Scalar> = ["\u{2800}", "\u{1D159}"]

  /// Whether it shows nothing on its own.
  fileprivate var isInvisible: Bool {
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint || Self.emptySymbols.contains(self) {
      return true
    }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator,
      .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }
}
