import Foundation
import Scrubjay
import ScrubjayCore

/// The settings that hold, and where each comes from: flags beat the environment, which beats the configuration file.
struct Settings: Sendable {
  /// A value with where it comes from.
  struct Value: Sendable, Hashable {
    let text: String
    let source: Source
  }

  /// Where a value comes from; what is stated later beats what is stated earlier.
  enum Source: Sendable, Hashable {
    case standard
    case file(String)
    case variable(String)
    case flag

    /// The strength, by which conflicts between settings are decided.
    var rank: Int {
      switch self {
      case .standard: 0
      case .file: 1
      case .variable: 2
      case .flag: 3
      }
    }
  }

  /// The folders of the user.
  let folders: Folders
  /// What is wrong with the configuration file or the variables; what is wrong is left out.
  private(set) var problems: [ScrubjayError] = []
  private var values: [String: Value] = [:]

  /// Reads the settings.
  ///
  /// - Parameters:
  ///   - flags: The settings given as flags, by name.
  ///   - environment: The variables of the environment.
  ///   - defaultFile: Whether the configuration file in its usual place is read when no other is named.
  init(flags: [String: String], environment: [String: String], defaultFile: Bool = true) {
    folders = Folders(environment)
    if let path = flags[Setting.config.name] {
      merge(ConfigurationFile(path: path))
    } else if defaultFile, FileManager.default.fileExists(atPath: folders.configurationFile) {
      merge(ConfigurationFile(path: folders.configurationFile))
    }
    merge(environment)
    for (name, text) in flags { values[name] = Value(text: text, source: .flag) }
  }

  /// The settings, which must be right.
  ///
  /// - Throws: `invalid_configuration`, naming the file or variable and the setting.
  func checked() throws(ScrubjayError) -> Settings {
    if let problem = problems.first { throw problem }
    return self
  }

  private mutating func merge(_ file: ConfigurationFile) {
    do throws(ScrubjayError) { values.merge(try file.values()) { _, new in new } } catch { problems.append(error) }
  }

  private mutating func merge(_ environment: [String: String]) {
    for setting in Setting.table {
      guard let variable = setting.variables.first(where: { environment[$0]?.isEmpty == false }),
        let text = environment[variable]
      else { continue }
      // NO_COLOR counts whatever its value (no-color.org).
      let value = setting.kind == .toggle ? "true" : text
      if let problem = setting.problem(with: value) {
        problems.append(Self.failure("The variable \(variable) \(problem)."))
      } else {
        values[setting.name] = Value(text: value, source: .variable(variable))
      }
    }
  }

  private init(folders: Folders) { self.folders = folders }

  /// What can be told of the settings when they, or the command line, cannot be read: how to show the error.
  static func forErrors(_ words: [String], _ environment: [String: String]) -> Settings {
    var settings = Settings(folders: Folders(environment))
    for setting in [Setting.json, .quiet, .noColor] where words.contains("--\(setting.name)") {
      settings.values[setting.name] = Value(text: "true", source: .flag)
    }
    if environment["NO_COLOR"]?.isEmpty == false {
      settings.values[Setting.noColor.name] = Value(text: "true", source: .variable("NO_COLOR"))
    }
    return settings
  }

  /// The value that was given, or `nil` when it is left to the standard.
  func given(_ setting: Setting) -> Value? { values[setting.name] }

  /// The text that was given.
  func text(_ setting: Setting) -> String? { values[setting.name]?.text }

  /// Whether something is switched on.
  func isOn(_ setting: Setting) -> Bool { values[setting.name]?.text == "true" }

  /// The number that was given, or the standard one.
  func integer(_ setting: Setting) -> Int {
    (values[setting.name]?.text ?? setting.standard).flatMap { Int($0) } ?? 0
  }

  /// The value that holds: the one that was given, or the standard one.
  func effective(_ setting: Setting) -> Value? {
    if let given = values[setting.name] { return given }
    let standard: String? =
      switch setting.name {
      case Setting.database.name: folders.database
      case Setting.config.name: folders.configurationFile
      default: setting.kind == .toggle ? "false" : setting.standard
      }
    return standard.map { Value(text: $0, source: .standard) }
  }

  /// The same settings with others for some of them, as strong as flags.
  func replacing(_ others: [(setting: Setting, text: String)]) -> Settings {
    var settings = self
    for (setting, text) in others { settings.values[setting.name] = Value(text: text, source: .flag) }
    return settings
  }

  static func failure(_ message: String) -> ScrubjayError { ScrubjayError(.invalidConfiguration, message) }
}

/// The user's folders by the XDG base directory specification.
struct Folders: Sendable, Hashable {
  /// The configuration file in its usual place.
  let configurationFile: String
  /// The database in its usual place.
  let database: String
  /// Where embedding models are installed.
  let models: String

  init(_ environment: [String: String]) {
    let home = environment["HOME"] ?? NSHomeDirectory()
    func folder(_ variable: String, _ standard: String) -> String {
      // The specification has relative paths ignored.
      guard let path = environment[variable], path.hasPrefix("/") else { return "\(home)/\(standard)" }
      return path
    }
    configurationFile = folder("XDG_CONFIG_HOME", ".config") + "/scrubjay/config.json"
    database = folder("XDG_DATA_HOME", ".local/share") + "/scrubjay/memory.sqlite"
    models = ModelFolder.models(environment)
  }
}
