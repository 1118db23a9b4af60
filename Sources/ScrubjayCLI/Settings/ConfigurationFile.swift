import Foundation
import ScrubjayCore

/// The configuration file: a JSON object whose members are settings.
struct ConfigurationFile {
  let path: String

  /// The settings in it, by name.
  ///
  /// - Throws: `invalid_configuration`, naming the file and the setting.
  func values() throws(ScrubjayError) -> [String: Settings.Value] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Settings.failure("The configuration file \(path) cannot be read.")
    }
    let json: JSON
    do throws(ScrubjayError) { json = try JSON(parsing: Array(data)) } catch {
      throw Settings.failure("The configuration file \(path): \(error.message)")
    }
    guard let members = json.members else {
      throw Settings.failure("The configuration file \(path) should contain one JSON object, not \(json.kind).")
    }
    var values: [String: Settings.Value] = [:]
    for member in members {
      values[member.name] = Settings.Value(text: try text(member), source: .file(path))
    }
    return values
  }

  private func text(_ member: JSON.Member) throws(ScrubjayError) -> String {
    let known = Setting.table.filter(\.isInFile)
    guard let setting = known.first(where: { $0.name == member.name }) else {
      let names = known.map(\.name)
      let guess = Suggestion.nearest(to: member.name, among: names).map { "did you mean '\($0)'?" }
      throw Settings.failure(
        "The configuration file \(path) has an unknown setting '\(member.name)'; "
          + (guess ?? "known: \(names.joined(separator: ", "))."))
    }
    let text: String? =
      switch (setting.kind, member.value) {
      case (.toggle, .bool(let value)): String(value)
      case (.integer, .number(let text)): member.value.integerValue.map(String.init) ?? text
      case (.list, .array(let texts)) where texts.allSatisfy { $0.stringValue != nil }:
        texts.compactMap(\.stringValue).joined(separator: String(Setting.listSeparator))
      case (.text, .string(let text)), (.list, .string(let text)), (.oneOf, .string(let text)): text
      default: nil
      }
    let problem =
      text.map { setting.problem(with: $0) } ?? "should be \(expectation(setting)), not \(member.value.kind)"
    if let problem {
      throw Settings.failure("The setting '\(setting.name)' in the configuration file \(path) \(problem).")
    }
    return text ?? ""
  }

  private func expectation(_ setting: Setting) -> String {
    switch setting.kind {
    case .text: "a string"
    case .list: "a string or an array of strings"
    case .toggle: "true or false"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .oneOf(let words): "one of \(words.joined(separator: ", "))"
    }
  }
}
