import ScrubjayCore

/// How the vectors of a text's tokens become the one of the text.
enum Pooling: String, Sendable, Hashable {
  /// Their mean.
  case mean
  /// That of the first token, which stands before the text.
  case cls

  private static let file = "1_Pooling/config.json"
  /// What `1_Pooling/config.json` calls them, in its switches.
  private static let switches: [String: Pooling] = [
    "pooling_mode_mean_tokens": .mean, "pooling_mode_cls_token": .cls,
  ]

  /// Reads which one the model in a folder was trained with; the mean when nothing says so.
  ///
  /// - Throws: `model_unusable` for any other one, by its name.
  static func of(_ directory: String) throws(ScrubjayError) -> Pooling {
    guard let json = try ModelFields.ifPresent(file, in: directory)?.json else { return .mean }
    var names = (json.members ?? []).filter { $0.name.hasPrefix("pooling_mode_") && $0.value == true }.map(\.name)
    if let mode = json["pooling_mode"]?.stringValue {
      if names.isEmpty, let pooling = Pooling(rawValue: mode) { return pooling }
      names.append(mode)
    }
    if names.count == 1, let pooling = switches[names[0]] { return pooling }
    let found = names.isEmpty ? "no pooling" : names.joined(separator: " and ")
    throw .modelUnusable(
      "\(file) asks for \(found); supported are pooling_mode_mean_tokens or pooling_mode_cls_token, one of them.")
  }
}
