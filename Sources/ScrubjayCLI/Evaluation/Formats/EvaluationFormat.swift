import ScrubjayCore

/// The formats of a file of conversations and questions.
enum EvaluationFormat: String, Sendable, CaseIterable {
  case locomo
  case scrubjay

  /// The format that a file has by its shape: an object with `conversations`, or LoCoMo's samples.
  ///
  /// - Throws: `invalid_field` for a file that has neither shape.
  init(shapeOf json: JSON) throws(ScrubjayError) {
    if json.arrayValue != nil || json["sample_id"] != nil {
      self = .locomo
    } else if json["conversations"] != nil {
      self = .scrubjay
    } else {
      throw ScrubjayError(
        .invalidField, "The file has no supported format: it has neither 'conversations' nor a 'sample_id'.")
    }
  }

  /// The conversations and questions of a file in this format.
  ///
  /// - Throws: `invalid_field` saying what is wrong where.
  func read(_ json: JSON) throws(ScrubjayError) -> EvaluationSet {
    switch self {
    case .locomo: EvaluationSet(format: self, name: "LoCoMo", conversations: try LocomoFile.conversations(of: json))
    case .scrubjay: try ScrubjayFile.read(json)
    }
  }

  /// What a report calls the questions that count as a whole.
  var overallTitle: String { self == .locomo ? "overall (1 to 4)" : "overall" }

  /// What a report calls a category.
  func title(ofCategory category: String) -> String {
    let name = self == .locomo ? LocomoFile.categoryNames[category] : nil
    return "category \(category)" + (name.map { ": \($0)" } ?? "")
  }
}
