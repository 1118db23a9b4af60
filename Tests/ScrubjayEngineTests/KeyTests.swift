import Foundation
import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct KeyTests {
  private static func create(_ world: World, _ grants: String..., expiresAt: Timestamp? = nil) async throws
    -> Keys.NewKey
  {
    try await world.engine.keys.create(
      name: "Laptop", grants: grants.map(Grant.init), expiresAt: expiresAt, by: .local)
  }

  @Test func `A key gives the access it was created with`() async throws {
    try await withWorld { world in
      #expect(try await !world.engine.keys.exist())
      let new = try await Self.create(world, "read:user:alice", "write:app:*")
      #expect(new.secret.hasPrefix("sj_"))
      #expect(new.secret.hasPrefix(new.key.prefix))
      #expect(new.secret.count > new.key.prefix.count + 32)
      #expect(try await world.engine.keys.exist())
      let caller = try await world.engine.keys.authenticate(new.secret)
      #expect(caller.principal == "key:\(new.key.id)")
      #expect(caller.access?.tenant == .default)
      #expect(caller.access?.grants.map(\.description) == ["read:user:alice", "write:app:*"])
      #expect(!caller.isOperator)
      let wrong = ["", "sj_", new.key.prefix, new.secret + "x", new.secret.uppercased(), String(new.secret.dropLast())]
      for secret in wrong {
        #expect(await code { _ = try await world.engine.keys.authenticate(secret) } == .unauthenticated)
      }
    }
  }

  @Test func `Two keys differ`() async throws {
    try await withWorld { world in
      let keys = [try await Self.create(world, "admin"), try await Self.create(world, "admin")]
      #expect(keys[0].secret != keys[1].secret)
      #expect(try await world.engine.keys.list(by: .local).map(\.id) == keys.reversed().map(\.key.id))
    }
  }

  @Test func `Neither a key's secret nor the server's is in the file`() async throws {
    let (secrets, bytes) = try await withWorld { world in
      var secrets = [World.secret]
      for _ in 0..<3 {
        let new = try await Self.create(world, "admin")
        _ = try await world.engine.keys.authenticate(new.secret)
        let rotated = try await world.engine.keys.rotate(new.key.id, by: .local)
        secrets += [new.secret, rotated.secret]
      }
      await world.engine.close()
      return (secrets, try Data(contentsOf: URL(fileURLWithPath: world.path)))
    }
    #expect(bytes.range(of: Data("Laptop".utf8)) != nil)
    for secret in secrets {
      #expect(bytes.range(of: Data(secret.utf8)) == nil)
      // Not without its beginning either, which is shown to recognise it by.
      #expect(bytes.range(of: Data(secret.utf8.dropFirst(11))) == nil)
    }
  }

  @Test func `A key works until it expires or is revoked`() async throws {
    try await withWorld { world in
      let end = world.clock.now().advanced(by: .seconds(60))
      let short = try await Self.create(world, "admin", expiresAt: end)
      let long = try await Self.create(world, "admin")
      world.clock.advance(by: .seconds(59))
      _ = try await world.engine.keys.authenticate(short.secret)
      world.clock.advance(by: .seconds(1))
      #expect(await code { _ = try await world.engine.keys.authenticate(short.secret) } == .unauthenticated)
      _ = try await world.engine.keys.authenticate(long.secret)
      try await world.engine.keys.revoke(long.key.id, by: .local)
      #expect(await code { _ = try await world.engine.keys.authenticate(long.secret) } == .unauthenticated)
      #expect(try await world.engine.keys.list(by: .local).first?.revokedAt == world.clock.now())
      #expect(await code { try await world.engine.keys.revoke("none", by: .local) } == .keyNotFound)
      #expect(try await world.engine.keys.exist())
    }
  }

  @Test func `A key that replaces another takes over after a while`() async throws {
    try await withWorld { world in
      let old = try await Self.create(world, "read:user:alice")
      let new = try await world.engine.keys.rotate(old.key.id, overlap: .seconds(60), by: .local)
      #expect(new.key.name == "Laptop")
      #expect(new.key.grants == old.key.grants)
      #expect(new.key.id != old.key.id)
      world.clock.advance(by: .seconds(59))
      for key in [old, new] { _ = try await world.engine.keys.authenticate(key.secret) }
      world.clock.advance(by: .seconds(1))
      #expect(await code { _ = try await world.engine.keys.authenticate(old.secret) } == .unauthenticated)
      _ = try await world.engine.keys.authenticate(new.secret)
      #expect(await code { _ = try await world.engine.keys.rotate(old.key.id, by: .local) } == .keyNotFound)
      let last = try await world.engine.keys.rotate(new.key.id, overlap: .zero, by: .local)
      #expect(await code { _ = try await world.engine.keys.authenticate(new.secret) } == .unauthenticated)
      _ = try await world.engine.keys.authenticate(last.secret)
      for overlap in [Duration.seconds(-1), Keys.maximumOverlap + .seconds(1)] {
        #expect(
          await code { _ = try await world.engine.keys.rotate(last.key.id, overlap: overlap, by: .local) }
            == .invalidField)
      }
    }
  }

  @Test func `Replacing a key does not prolong it`() async throws {
    try await withWorld { world in
      let end = world.clock.now().advanced(by: .seconds(60))
      let old = try await Self.create(world, "admin", expiresAt: end)
      let new = try await world.engine.keys.rotate(old.key.id, overlap: .seconds(3_600), by: .local)
      #expect(new.key.expiresAt == end)
      world.clock.advance(by: .seconds(60))
      for key in [old, new] {
        #expect(await code { _ = try await world.engine.keys.authenticate(key.secret) } == .unauthenticated)
      }
    }
  }

  @Test func `Replacing a key can be tried again, though the old one is over`() async throws {
    try await withWorld { world in
      let old = try await Self.create(world, "admin")
      let idempotency = Idempotency(key: "once", fingerprint: "rotate")
      func rotate() async throws -> Keys.NewKey {
        try await world.engine.keys.rotate(old.key.id, overlap: .zero, idempotency: idempotency, by: .local)
      }
      let first = try await rotate()
      world.clock.advance(by: .seconds(1))
      #expect(try await rotate().secret == first.secret)
      #expect(try await world.engine.keys.list(by: .local).count == 2)
    }
  }

  @Test func `The last use is noted to the minute`() async throws {
    try await withWorld { world in
      let new = try await Self.create(world, "admin")
      func lastUse(after seconds: Int) async throws -> Timestamp? {
        world.clock.advance(by: .seconds(seconds))
        _ = try await world.engine.keys.authenticate(new.secret)
        return try await world.engine.keys.list(by: .local).first?.lastUsedAt
      }
      #expect(try await world.engine.keys.list(by: .local).first?.lastUsedAt == nil)
      let first = try await lastUse(after: 5)
      #expect(first == world.clock.now())
      #expect(try await lastUse(after: 59) == first)
      #expect(try await lastUse(after: 1) == world.clock.now())
    }
  }

  @Test func `An admin has the keys of one tenant, an operator all, anyone else none`() async throws {
    try await withWorld { world in
      let tenant = try await world.engine.tenants.create("elsewhere", name: nil, by: .local)
      let keys = world.engine.keys
      let home = try await Self.create(world, "admin")
      let away = try await keys.create(name: "Away", grants: [.admin], tenant: tenant.id, by: .local)
      let reader = try await Self.create(world, "read:*")
      let operators = try await keys.create(name: "Ops", grants: [.operator], by: .local)
      let (homeCaller, awayCaller) = (
        try await keys.authenticate(home.secret), try await keys.authenticate(away.secret)
      )
      let (readerCaller, operatorCaller) = (
        try await keys.authenticate(reader.secret), try await keys.authenticate(operators.secret)
      )
      #expect(try await keys.list(by: homeCaller).map(\.name) == ["Laptop", "Laptop"])
      #expect(try await keys.list(by: awayCaller).map(\.name) == ["Away"])
      #expect(try await keys.list(by: operatorCaller).map(\.name) == ["Ops", "Laptop", "Away", "Laptop"])
      #expect(operatorCaller.access == nil)
      #expect(operatorCaller.isOperator)

      #expect(await code { _ = try await keys.list(by: readerCaller) } == .missingGrant)
      #expect(await code { try await keys.revoke(away.key.id, by: homeCaller) } == .keyNotFound)
      #expect(await code { _ = try await keys.rotate(away.key.id, by: homeCaller) } == .keyNotFound)
      #expect(await code { try await keys.revoke(home.key.id, by: readerCaller) } == .missingGrant)
      _ = try await keys.authenticate(away.secret)

      func create(_ grants: [Grant], _ tenant: TenantID?, _ caller: Caller) async -> ScrubjayError.Code? {
        await code { _ = try await keys.create(name: "New", grants: grants, tenant: tenant, by: caller) }
      }
      #expect(await create([.admin], nil, homeCaller) == nil)
      #expect(await create([.admin], .default, homeCaller) == nil)
      #expect(await create([.admin], tenant.id, homeCaller) == .missingGrant)
      #expect(await create([.operator], nil, homeCaller) == .missingGrant)
      #expect(await create([.admin], nil, readerCaller) == .missingGrant)
      #expect(await create([.admin], tenant.id, operatorCaller) == nil)
      #expect(await create([.admin], nil, operatorCaller) == .invalidField)
      #expect(await create([.operator, .admin], nil, operatorCaller) == .invalidField)
      #expect(await create([.admin], TenantID("none"), operatorCaller) == .tenantNotFound)
      #expect(await create([], nil, homeCaller) == .invalidField)
    }
  }

  @Test func `A hash made with another server's secret does not open the door`() async throws {
    try await withWorld { world in
      let new = try await Self.create(world, "admin")
      let key = try #require(try await world.engine.keys.list(by: .local).first)
      #expect(key == new.key)
      #expect(throws: ScrubjayError.self) { try ServerSecret("too short") }
      #expect(ServerSecret.makeText() != ServerSecret.makeText())
      #expect(ServerSecret.makeText().count == 64)
    }
  }
}

@Suite struct TenantTests {
  @Test func `The default tenant is there, once, and stays`() async throws {
    try await withWorld { world in
      try await world.engine.prepare()
      #expect(try await world.engine.tenants.list(by: .local).map(\.id) == [.default])
      #expect(await code { try await world.engine.tenants.delete(.default, by: .local) } == .tenantNotEmpty)
    }
  }

  @Test(arguments: ["", "A", "-a", "_a", "a b", "a:b", "é", "a/b", String(repeating: "a", count: 65), "a\n"])
  func `An id that does not fit a path or a header is refused`(id: String) async throws {
    try await withWorld { world in
      #expect(await code { _ = try await world.engine.tenants.create(id, name: nil, by: .local) } == .invalidField)
    }
  }

  @Test func `Tenants are an operator's`() async throws {
    try await withWorld { world in
      let admin = Caller(principal: "key:1", access: .local, isOperator: false)
      #expect(await code { _ = try await world.engine.tenants.list(by: admin) } == .missingGrant)
      #expect(await code { _ = try await world.engine.tenants.create("x", name: nil, by: admin) } == .missingGrant)
      #expect(await code { try await world.engine.tenants.delete(TenantID("x"), by: admin) } == .missingGrant)
    }
  }

  @Test func `A tenant is created once, and deleted when it holds nothing`() async throws {
    try await withWorld { world in
      let tenants = world.engine.tenants
      let stranger = try await world.stranger()
      #expect(await code { _ = try await tenants.create("elsewhere", name: nil, by: .local) } == .tenantExists)
      #expect(try await tenants.list(by: .local).map(\.name) == ["Default", "elsewhere"])
      _ = try await world.engine.sessions.create(SessionDraft(id: "s", app: "a", user: "u"), as: stranger)
      #expect(await code { try await tenants.delete(stranger.tenant, by: .local) } == .tenantNotEmpty)
      try await world.engine.sessions.delete("s", as: stranger)
      try await tenants.delete(stranger.tenant, by: .local)
      #expect(await code { try await tenants.delete(stranger.tenant, by: .local) } == .tenantNotFound)
    }
  }
}
