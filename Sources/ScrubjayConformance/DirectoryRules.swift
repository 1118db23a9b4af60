import ScrubjayCore

extension StorageRule {
  static let keys: [StorageRule] = [
    key("is found by the hash of its secret") { ground in
      let (storage, id) = (ground.storage, ground.tenant.description)
      let full = APIKey(
        id: "\(id)-full", tenant: ground.tenant, name: "Ключ", prefix: "sj_abc",
        grants: try ["read:user:*", "write:app:x:y", "admin"].map(Grant.init), createdAt: .at(1), createdBy: "someone",
        expiresAt: .at(2))
      let operators = APIKey.sample("\(id)-operator", of: nil)
      try await storage.insert(full, hash: "\(id)-hash", replacing: nil)
      try await storage.insert(operators, hash: "\(id)-hash2", replacing: nil)
      try expect("the key", try await storage.key(hash: "\(id)-hash"), is: full)
      try expect("an operator's key", try await storage.key(hash: "\(id)-hash2"), is: operators)
      for hash in ["\(id)-has", "\(id)-HASH", "%", ""] {
        try expect("the key of the hash '\(hash)'", try await storage.key(hash: hash), is: nil)
      }
      try expect("whether there are keys", try await storage.hasKeys(), is: true)
    },

    key("is listed in its scope, the newest first") { ground in
      let other = try await ground.neighbour()
      let ids = (1...3).map { "\(ground.tenant)-\($0)" }
      for (number, id) in ids.enumerated() { try await ground.keep(.sample(id, of: ground.tenant, at: -number)) }
      try await other.keep(.sample("\(other.tenant)-1", of: other.tenant))
      try await other.keep(.sample("\(other.tenant)-operator", of: nil))
      let own = try await ground.storage.keys(of: .tenant(ground.tenant)).map(\.id)
      try expect("the tenant's keys", own, is: ids.reversed())
      let all = try await ground.storage.keys(of: .all).map(\.id)
      try expect("all keys", all.filter { $0.hasPrefix(ground.tenant.description) }, is: ids.reversed())
      try expect(
        "all keys of another and of operators", all.filter { $0.hasPrefix(other.tenant.description) },
        is: ["\(other.tenant)-operator", "\(other.tenant)-1"])
    },

    key("is revoked once, within its scope") { ground in
      let other = try await ground.neighbour()
      let id = "\(ground.tenant)-1"
      let storage = ground.storage
      try await ground.keep(.sample(id, of: ground.tenant))
      let revoked = [
        try await storage.revoke(id, in: .tenant(other.tenant), at: .at(1)),
        try await storage.revoke("\(id)0", in: .all, at: .at(2)),
        try await storage.revoke(id, in: .tenant(ground.tenant), at: .at(3)),
        try await storage.revoke(id, in: .all, at: .at(4)),
      ]
      try expect("whether each found its key", revoked, is: [false, false, true, true])
      try expect("when it was revoked", try await storage.key(hash: "hash of \(id)")?.revokedAt, is: .at(3))
    },

    key("that replaces another gives that one an end, in one step") { ground in
      let (old, new) = ("\(ground.tenant)-old", "\(ground.tenant)-new")
      let storage = ground.storage
      try await ground.keep(.sample(old, of: ground.tenant))
      try await ground.keep(
        .sample(new, of: ground.tenant, at: 1), replacing: .sample(old, of: ground.tenant, expiresAt: 60))
      try expect("the old key's end", try await storage.key(hash: "hash of \(old)")?.expiresAt, is: .at(60))
      let replacement = try require("the new key", try await storage.key(hash: "hash of \(new)"))
      try expect("the new key's end", replacement.expiresAt, is: nil)
      let rival = APIKey.sample("\(new)2", of: ground.tenant)
      do {
        // Its hash is taken, so that nothing of it may stay.
        try await storage.insert(
          rival, hash: "hash of \(new)", replacing: .sample(old, of: ground.tenant, expiresAt: 99))
        throw ConformanceFailure("two keys have the same hash")
      } catch let failure as ConformanceFailure {
        throw failure
      } catch {
        try expect("the end", try await storage.key(hash: "hash of \(old)")?.expiresAt, is: .at(60))
      }
    },

    key("shows when it was last used") { ground in
      let ids = (1...3).map { "\(ground.tenant)-\($0)" }
      for id in ids { try await ground.keep(.sample(id, of: ground.tenant)) }
      try await ground.storage.touch([ids[0]: .at(1), ids[1]: .at(2), "no such key": .at(3)])
      try await ground.storage.touch([ids[0]: .at(9)])
      let found = try await ground.storage.keys(of: .tenant(ground.tenant)).map(\.lastUsedAt)
      try expect("the last uses, of the newest key first", found, is: [nil, .at(2), .at(9)])
    },

    key("needs a tenant that is there") { ground in
      let none = TenantID("\(ground.tenant)-none")
      try await expectError(.tenantNotFound, "a key of a tenant that is not there") {
        try await ground.keep(.sample("\(none)-1", of: none))
      }
      try expect("the key", try await ground.storage.key(hash: "hash of \(none)-1"), is: nil)
    },
  ]

  static let tenants: [StorageRule] = [
    StorageRule("tenants", "A tenant is listed by its id, and refused a second time") { ground in
      let ids = ["b", "a", "_", "0", "é"].map { TenantID("\(ground.tenant)-\($0)") }
      for id in ids {
        try await ground.storage.insert(Tenant(id: id, name: "Name of \(id)", createdAt: .at(5)))
      }
      let found = try await ground.storage.tenants().filter { $0.id.description.hasPrefix("\(ground.tenant)-") }
      let wanted = ["0", "_", "a", "b", "é"].map { suffix in
        Tenant(
          id: TenantID("\(ground.tenant)-\(suffix)"), name: "Name of \(ground.tenant)-\(suffix)", createdAt: .at(5))
      }
      try expect("the tenants", found, is: wanted)
      try await expectError(.tenantExists, "a second tenant of the same id") {
        try await ground.storage.insert(Tenant(id: ids[0], name: "again", createdAt: .at(6)))
      }
    },

    StorageRule("tenants", "A tenant with sessions, memories or documents stays, with its keys") { ground in
      let keyID = "\(ground.tenant)-1"
      try await ground.keep(.sample(keyID, of: ground.tenant))
      try await ground.hold(.sample("s"), saying: ["hello"])
      try await expectError(.tenantNotEmpty, "deleting a tenant with a session") {
        try await ground.storage.deleteTenant(ground.tenant)
      }
      try await ground.write { tx in
        try tx.sessions.delete("s")
        _ = try tx.memories.insert(.sample("m"))
      }
      try await expectError(.tenantNotEmpty, "deleting a tenant with a memory") {
        try await ground.storage.deleteTenant(ground.tenant)
      }
      let document = Document.sample("d")
      let third = try await ground.neighbour()
      try await third.write { tx in _ = try tx.documents.insert(document) }
      try await expectError(.tenantNotEmpty, "deleting a tenant with a document") {
        try await third.storage.deleteTenant(third.tenant)
      }
      try expect("the key", try await ground.storage.key(hash: "hash of \(keyID)")?.id, is: keyID)
      try expect("the memory", try await ground.read { try $0.memories.find("m")?.id }, is: "m")
    },

    StorageRule("tenants", "A tenant goes with its keys and all that belongs to nothing else") { ground in
      let other = try await ground.neighbour()
      for each in [ground, other] {
        try await each.keep(.sample("\(each.tenant)-1", of: each.tenant))
        try await each.write { tx in
          _ = try tx.memories.insert(.sample("\(each.tenant)-m"))
          try tx.memories.delete("\(each.tenant)-m", at: .at(1))
          try tx.state.set(.sample(.user, "alice", "n", "1", at: 0))
          try tx.words.add(.sample(1, ["tea": 1]))
          let model = try tx.vectors.register(.sample, at: .at(0))
          try tx.vectors.set([.sample], of: 1, owner: ItemOwner(.message, "alice", "planner"), model: model)
          try tx.audit.append(.sample())
          _ = try tx.jobs.enqueue(.sample("j"))
          _ = try tx.tasks.insert(
            AgentTask(id: "t", session: nil, prompt: "x", createdAt: .at(0), createdBy: "a", updatedAt: .at(0)))
          try tx.answers.insert(.sample(), showing: [], key: "k", principal: "p")
        }
      }
      try await ground.storage.deleteTenant(ground.tenant)
      let ids = try await ground.storage.tenants().map(\.id)
      try expect(!ids.contains(ground.tenant), "the tenant is still listed")
      try expect("its key", try await ground.storage.key(hash: "hash of \(ground.tenant)-1"), is: nil)
      try await expectError(.tenantNotFound, "deleting it again") {
        try await ground.storage.deleteTenant(ground.tenant)
      }
      // One of the same id begins with nothing.
      try await ground.storage.insert(Tenant(id: ground.tenant, name: "again", createdAt: .at(1)))
      for (each, count) in [(ground, 0), (other, 1)] {
        try await each.read { tx in
          try expect("the state", try tx.state.list(.user, owner: "alice").count, is: count)
          try expect("the owners", try tx.words.owners(.message, first: nil, second: nil).count, is: count)
          try expect("the models", try tx.vectors.models().count, is: count)
          try expect("the audit", try tx.audit.list(AuditFilter(), before: nil, limit: 9).elements.count, is: count)
          try expect(
            "the tasks", try tx.tasks.list(TaskFilter(), after: nil, limit: 9).elements.count, is: count)
          try expect(
            "the jobs", try tx.jobs.list(queue: nil, state: nil, after: nil, limit: 9).elements.count, is: count)
        }
        let answer = try await each.write { try $0.answers.find("k", principal: "p") }
        try expect("whether there is an answer", answer != nil, is: count == 1)
        let found = try await each.write { tx in
          let model = try tx.vectors.register(.sample, at: .at(0))
          try tx.words.add(.sample(2, ["tea": 1]))
          let owner = try require("the owner", try tx.words.owners(.message, first: "alice", second: nil).first)
          return try tx.vectors.nearest(VectorQuery(.sample, model: model.number, owner: owner.number), limit: 9)
        }
        try expect("the number of vectors", found.count, is: count)
      }
    },
  ]

  private static func key(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("keys", "A key \(name)", check)
  }
}

extension Ground {
  /// Stores a key under a hash that follows from its id.
  fileprivate func keep(_ key: APIKey, replacing: APIKey? = nil) async throws {
    try await storage.insert(key, hash: "hash of \(key.id)", replacing: replacing)
  }
}
