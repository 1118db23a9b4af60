/// How a version of a memory came to be.
public struct VersionOrigin: Sendable, Hashable, Codable {
  /// What was done.
  public let step: Step
  /// The entry that the version repeats, when it is another's, or that superseded it.
  public let memory: String?
  /// The version that it repeats, when it repeats one, or of the entry that superseded it.
  public let version: Int?

  /// The ways in which a version comes to be.
  public enum Step: String, Sendable, Codable, CaseIterable {
    /// The entry was stored, for the first time or once more after it was deleted.
    case create
    /// The entry was changed.
    case update
    /// The entry was deleted or had expired, and came back as it was.
    case restore
    /// The entry went back to what one of its versions said.
    case rollback
    /// Another entry was copied to where more can see it.
    case publish
    /// The entry says what another one contradicts, which holds instead: its validity ended.
    case consolidate
  }

  private init(_ step: Step, memory: String? = nil, version: Int? = nil) {
    self.step = step
    self.memory = memory
    self.version = version
  }

  /// An origin, as it is stored.
  public init(stored step: Step, memory: String?, version: Int?) {
    self.init(step, memory: memory, version: version)
  }

  /// The entry was stored.
  public static let create = Self(.create)
  /// The entry was changed.
  public static let update = Self(.update)

  /// The entry came back as it was in its last version.
  public static func restore(_ version: Int) -> Self { Self(.restore, version: version) }

  /// The entry went back to one of its versions.
  public static func rollback(to version: Int) -> Self { Self(.rollback, version: version) }

  /// A version of another entry holds instead.
  public static func superseded(by memory: String, version: Int) -> Self {
    Self(.consolidate, memory: memory, version: version)
  }

  /// A version of another entry was copied.
  public static func publish(_ memory: String, version: Int) -> Self {
    Self(.publish, memory: memory, version: version)
  }
}
