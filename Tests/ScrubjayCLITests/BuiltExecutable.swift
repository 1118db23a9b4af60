import Foundation

/// The `scrubjay` that was built with the tests.
enum BuiltExecutable {
  /// It stands beside the tests' bundle, which the test runner is told, or is itself.
  static let path: String = {
    let arguments = CommandLine.arguments
    let bundle =
      arguments.firstIndex(of: "--test-bundle-path").flatMap { index in
        arguments.indices.contains(index + 1) ? arguments[index + 1] : nil
      } ?? arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("scrubjay").path
  }()
}
