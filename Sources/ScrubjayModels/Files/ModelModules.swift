import ScrubjayCore

/// The steps from a text to its embedding that a model's `modules.json` lists.
enum ModelModules {
  static let file = "modules.json"
  private static let known = ["Transformer", "Pooling", "Normalize"]

  /// Refuses steps that are not computed here.
  ///
  /// - Throws: `model_unusable`.
  static func check(_ directory: String) throws(ScrubjayError) {
    guard let fields = try ModelFields.ifPresent(file, in: directory) else { return }
    guard let modules = fields.json.arrayValue else { throw .modelUnusable("\(file) is not a JSON array.") }
    for module in modules {
      let name = module["type"]?.stringValue?.split(separator: ".").last.map(String.init) ?? "without a type"
      guard known.contains(name) else {
        throw .modelUnusable(
          "\(file) has a module \(name); supported are models of a Transformer, a Pooling and a Normalize alone.")
      }
    }
  }
}
