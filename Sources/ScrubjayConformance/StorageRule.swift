public import ScrubjayCore

/// A rule that every storage obeys, whatever it is made of.
///
/// A backend's tests are one parameterised test: `@Test(arguments: StorageRule.all) func obeys(_ rule: StorageRule)`,
/// which opens a storage and awaits `rule.check(storage)`. Each rule makes tenants of its own, so that rules may share
/// a storage and run at the same time; the default tenant is neither needed nor touched.
public struct StorageRule: Sendable, CustomStringConvertible {
  /// A storage with all its ports.
  public typealias Subject = Storage & KeyDirectory & StorageInspection & Duties

  /// What the rule is about, such as `sessions`.
  public let subject: String
  /// The rule, as a sentence.
  public let name: String
  /// Checks a storage; throws a ``ConformanceFailure`` when it breaks the rule.
  public let check: @Sendable (any Subject) async throws -> Void

  init(_ subject: String, _ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) {
    self.subject = subject
    self.name = name
    self.check = { storage in
      do {
        try await check(Ground(storage))
      } catch let failure as ConformanceFailure {
        throw failure
      } catch {
        throw ConformanceFailure("An error that the rule does not allow: \(error)")
      }
    }
  }

  /// The subject and the rule.
  public var description: String { "\(subject): \(name)" }

  /// All rules, subject by subject.
  public static let all: [StorageRule] =
    sessions + users + events + messages + window + state + memories + memoryLists + documents + words + vectors
    + indexes
    + audit + jobs + extractions + tasks + usage + conflicts + retention + erasure + archive + answers + keys + tenants
    + isolation
    + unitsOfWork + inspection
}

/// How a storage breaks a rule.
public struct ConformanceFailure: Error, CustomStringConvertible {
  /// What was found and what should have been.
  public let description: String

  /// A failure.
  public init(_ description: String) { self.description = description }
}
