import ScrubjayCore

/// How many entries an owner (the first two segments of a namespace) may have before the least important give way.
///
/// Only those that are neither deleted nor expired count. Sessions and apps have no limit.
public struct MemoryCapacity: Sendable, Hashable {
  /// Entries of an organization.
  public var org: Int
  /// Entries of a project.
  public var project: Int
  /// Entries of a user.
  public var user: Int

  /// Entries of an organization, unless said otherwise.
  public static let standardOrg = 1_000
  /// Entries of a project, unless said otherwise.
  public static let standardProject = 500
  /// Entries of a user, unless said otherwise.
  public static let standardUser = 100

  /// Limits on how many entries an owner may have.
  public init(org: Int = standardOrg, project: Int = standardProject, user: Int = standardUser) {
    self.org = org
    self.project = project
    self.user = user
  }

  /// How many entries the owner of a namespace may have; `nil` for any number.
  func limit(of namespace: Namespace) -> Int? {
    switch namespace.root {
    case .org: org
    case .project: project
    case .user: user
    case .temp, .session, .app: nil
    }
  }
}

extension Memories {
  /// Lets the least important memories of the owners of what was just stored give way where there are too many; what
  /// was just stored stays.
  func makeRoom(for stored: [Memory], _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp) throws {
    let spared = Set(stored.map(\.sequence))
    for (owner, memories) in Dictionary(grouping: stored, by: \.namespace.owner).sorted(by: { $0.key < $1.key }) {
      guard let limit = capacity.limit(of: memories[0].namespace) else { continue }
      let excess = try tx.memories.count(of: owner, at: now) - limit
      guard excess > 0 else { continue }
      let candidates = try tx.memories.evictable(of: owner, at: now, limit: excess + memories.count)
        .filter { !spared.contains($0.sequence) }
      for memory in candidates.prefix(excess) { try tx.delete(memory, .evict, call, now) }
    }
  }
}
