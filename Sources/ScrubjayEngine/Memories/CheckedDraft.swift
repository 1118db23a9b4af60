import ScrubjayCore
import ScrubjayLanguage

/// A memory to store that may be stored: its fields are right, and the caller may write where it shall live.
struct CheckedDraft: Sendable {
  let draft: MemoryDraft
  /// The text to recall it by.
  let content: String
  /// That text, analysed.
  let words: AnalysedText

  /// Checks a memory to store.
  ///
  /// - Throws: `invalid_field`; `missing_grant`.
  init(_ draft: MemoryDraft, _ analyser: Analyser, _ access: Access) throws(ScrubjayError) {
    self.draft = draft
    content = try draft.checkedContent()
    try access.requireWrite(draft.namespace)
    words = analyser.document(memory: content, validFrom: draft.validFrom)
  }
}

extension ScrubjayError {
  /// The same error of the element of a list: its fields are named by their place in it.
  ///
  /// - Parameter field: The field of the element to name when the error names none.
  func of(element index: Int, of list: String, field: String) -> ScrubjayError {
    let path = "\(list)[\(index)]"
    guard let first = fields.first else {
      return ScrubjayError(code, message, fields: [.init(field: "\(path).\(field)", message: message)])
    }
    let named = fields.map { FieldIssue(field: "\(path).\($0.field)", message: $0.message) }
    return ScrubjayError(code, message.replacing("'\(first.field)'", with: "'\(path).\(first.field)'"), fields: named)
  }
}
