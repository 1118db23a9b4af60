/// The architectures that are computed here, by their `model_type` in `config.json`.
enum BERTFamily: String, Sendable, Hashable, CaseIterable {
  /// Positions from 0, and a row for each of two texts that stand together.
  case bert
  /// The same with other positions, for a hundred languages.
  case xlmRoberta = "xlm-roberta"

  /// What stands before the tensors' names when the file holds more than the encoder.
  var tensorPrefix: String {
    switch self {
    case .bert: "bert."
    case .xlmRoberta: "roberta."
    }
  }
}
