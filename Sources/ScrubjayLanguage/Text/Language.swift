/// A language the analyser knows how to stem.
///
/// The raw value is the ISO 639 code, which is what the indexes store.
public enum Language: String, Sendable, CaseIterable {
  case en, de, es, fr, it, pt, nl, sv, ru
  /// No stems: scripts without an inflection rule here (Chinese, Thai, Arabic …), or nothing to go by.
  case und

  /// Whether words in the Latin alphabet can belong to this language.
  package var isLatin: Bool { self != .ru && self != .und }
}
