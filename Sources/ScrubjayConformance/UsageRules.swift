import ScrubjayCore

// How much a tenant holds.

extension StorageRule {
  static let usage: [StorageRule] = [
    usage("is nothing at first, and counts events and versions of memories as they come and go") { ground in
      let neighbour = try await ground.neighbour()
      try await expect(ground, 0, 0)
      try await ground.hold(.sample("s"), saying: ["four", "é"])
      // The metadata of each is {}.
      try await expect(ground, 2, 4 + 2 + 2 + 2)
      try await ground.hold(.sample("t"), saying: ["x"])
      try await ground.write { tx in
        let first = try tx.memories.insert(.sample("m", content: "tea", value: JSONText(stored: "[1]")))
        try tx.memories.append(first.next("tea!", at: 1))
        _ = try tx.memories.insert(.sample("n", content: "milk"))
      }
      try await expect(ground, 6, 10 + 3 + 8 + 9 + 6)
      try await ground.write { tx in try tx.sessions.delete("s") }
      try await expect(ground, 4, 3 + 8 + 9 + 6)
      try await ground.write { tx in
        try tx.memories.delete("m", at: .at(3))
        try tx.memories.redact(2, of: "m", at: .at(4))
      }
      try await expect(ground, 4, 3 + 8 + 6)
      try await ground.write { tx in
        try tx.memories.purge("m")
        try tx.memories.purge("none")
        try tx.sessions.delete("none")
      }
      try await expect(ground, 2, 3 + 6)
      try await expect(neighbour, 0, 0)
    },

    usage("counts nothing of what is refused or rolled back") { ground in
      try await ground.hold(.sample("s"), saying: ["one"])
      struct Stop: Error {}
      _ = try? await ground.write { tx in
        _ = try tx.memories.insert(.sample("m"))
        throw Stop()
      }
      _ = try? await ground.write { tx in
        _ = try tx.events.append(.sample("s-1", in: .sample("s"), position: 2, content: .text("again")))
      }
      try await expect(ground, 1, 5)
    },

    usage("is seen within the transaction that changes it, with the quota that the tenant has") { ground in
      let quota = Tenant.Quota(rows: 7, bytes: 9_000_000_000, requestsPerMinute: 60)
      let tenant = try await ground.storage.setQuota(quota, of: ground.tenant)
      try ScrubjayConformance.expect("the tenant's quota", tenant.quota, is: quota)
      try await ground.write { tx in
        _ = try tx.memories.insert(.sample("m", content: "tea"))
        let (usage, found) = try tx.usage()
        try ScrubjayConformance.expect("the usage", usage, is: Tenant.Usage(rows: 1, bytes: 5))
        try ScrubjayConformance.expect("the quota", found, is: quota)
      }
      let listed = try await ground.storage.tenants().first { $0.id == ground.tenant }
      try ScrubjayConformance.expect("the listed usage", listed?.usage, is: Tenant.Usage(rows: 1, bytes: 5))
      let none = try await ground.storage.setQuota(Tenant.Quota(), of: ground.tenant)
      try ScrubjayConformance.expect("no quota", none.quota, is: Tenant.Quota())
      try await expectError(.tenantNotFound, "a tenant that is not there") {
        _ = try await ground.storage.setQuota(quota, of: TenantID("none"))
      }
    },
  ]

  private static func usage(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("usage", "Usage \(name)", check)
  }

  private static func expect(_ ground: Ground, _ rows: Int, _ bytes: Int) async throws {
    try ScrubjayConformance.expect(
      "the usage", try await ground.read { try $0.usage().0 }, is: Tenant.Usage(rows: rows, bytes: bytes))
  }
}
