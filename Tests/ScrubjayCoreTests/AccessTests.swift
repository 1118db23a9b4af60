import Foundation
import ScrubjayCore
import Testing

@Suite struct GrantTests {
  @Test(arguments: [
    "admin", "operator", "metrics", "read:user:alice", "write:app:*", "read:*", "write:org:acme:x", "read:user",
  ])
  func `Reads and writes`(text: String) throws {
    let grant = try Grant(text)
    #expect(grant.description == text)
    #expect(try JSONDecoder().decode([Grant].self, from: JSONEncoder().encode([grant])) == [grant])
  }

  @Test(arguments: [
    "", "Admin", "admin:", "read", "read:", "write:", "delete:user:x", "read:users:x", "read:user:a*", "reads:user:x",
    "read :user:x", "read:\u{301}user:x", "operator:x", "metrics:x", "Metrics", " admin",
  ])
  func `Refuses`(text: String) {
    #expect(throws: ScrubjayError.self) { try Grant(text) }
  }
}

@Suite struct AccessTests {
  private func access(_ grants: String...) throws -> Access {
    Access(tenant: .default, principal: "key:1", grants: try grants.map(Grant.init))
  }

  @Test func `Reading and writing are granted apart`() throws {
    let access = try access("read:user:alice", "write:app:planner:notes")
    #expect(access.canRead(Namespace(.user, "alice")))
    #expect(!access.canWrite(Namespace(.user, "alice")))
    #expect(access.canWrite(try Namespace("app:planner:notes:x")))
    #expect(!access.canRead(try Namespace("app:planner:notes")))
    #expect(!access.canWrite(Namespace(.app, "planner")))
    #expect(!access.isAdmin)
  }

  @Test func `Another's namespace is not read by a name that begins alike`() throws {
    let access = try access("read:user:al")
    for id in ["alice", "al\u{301}", "AL", "a", "al:x", "*", ""] {
      #expect(!access.canRead(Namespace(.user, id)), "\(id.debugDescription)")
    }
    #expect(access.canRead(try Namespace("user:al:x")))
  }

  @Test func `An admin may do everything in the tenant, and is no operator`() throws {
    let access = try access("admin")
    #expect(access.isAdmin)
    #expect(access.canRead(try NamespacePrefix("org")))
    #expect(access.canWrite(Namespace(.org, "x")))
    let caller = Caller(principal: "key:1", access: access, isOperator: false)
    #expect(throws: Never.self) { try access.requireAdmin() }
    #expect(throws: ScrubjayError.self) { try caller.requireOperator() }
  }

  @Test func `A grant for metrics opens nothing else`() throws {
    let metrics = try access("metrics")
    #expect(!metrics.canRead(Namespace(.user, "alice")) && !metrics.canWrite(Namespace(.user, "alice")))
    func caller(_ access: Access?, isOperator: Bool = false) -> Caller {
      Caller(principal: "key:1", access: access, isOperator: isOperator)
    }
    #expect(throws: ScrubjayError.self) { try caller(metrics).requireAccess() }
    #expect(throws: Never.self) { try caller(try access("metrics", "read:user:alice")).requireAccess() }
    for grants in [metrics, try access("admin"), try access("read:*", "metrics"), .local] {
      #expect(throws: Never.self) { try caller(grants).requireMetrics() }
    }
    for other in [caller(try access("read:*", "write:*")), caller(nil, isOperator: true)] {
      #expect(throws: ScrubjayError.self) { try other.requireMetrics() }
    }
  }

  @Test func `An operator's grant reads and writes nothing`() throws {
    let access = try access("operator")
    #expect(!access.isAdmin)
    #expect(!access.canRead(Namespace(.user, "alice")))
    #expect(!access.canWrite(Namespace(.user, "alice")))
    let caller = Caller(principal: "key:1", access: nil, isOperator: true)
    #expect(throws: Never.self) { try caller.requireOperator() }
    let error = #expect(throws: ScrubjayError.self) { try caller.requireAccess() }
    #expect(error?.code == .missingGrant)
  }

  @Test func `Many narrow grants are not one wide one`() throws {
    let access = try access("read:user:a", "read:user:b")
    #expect(!access.canRead(try NamespacePrefix("user")))
    #expect(try self.access("read:user:*").canRead(NamespacePrefix("user")))
  }

  @Test func `What is missing is named`() throws {
    let access = try access()
    let namespace = try Namespace("user:alice:diary")
    let errors = [
      #expect(throws: ScrubjayError.self) { try access.requireRead(namespace) },
      #expect(throws: ScrubjayError.self) { try access.requireWrite(namespace) },
      #expect(throws: ScrubjayError.self) { try access.requireRead(NamespacePrefix("app")) },
      #expect(throws: ScrubjayError.self) { try access.requireAdmin() },
    ]
    #expect(errors.map { $0?.code } == [.missingGrant, .missingGrant, .missingGrant, .missingGrant])
    for (error, grant) in zip(errors, ["read:user:alice:diary", "write:user:alice:diary", "read:app", "admin"]) {
      #expect(error?.message.contains("'\(grant)'") == true)
    }
  }

  @Test func `The machine's own access is everything, in the default tenant`() {
    #expect(Access.local.isAdmin)
    #expect(Access.local.tenant == .default)
    #expect(Caller.local.isOperator)
    #expect(Call(access: .local).actor == "local")
    #expect(Call(access: .local, actor: "agent:x").actor == "agent:x")
  }

  @Test func `A key works from when it is made until it ends or is revoked`() {
    func key(expires: Int64?, revoked: Int64?) -> APIKey {
      APIKey(
        id: "1", tenant: .default, name: "n", prefix: "p", grants: [], createdAt: Timestamp(seconds: 0), createdBy: "x",
        expiresAt: expires.map(Timestamp.init(seconds:)), revokedAt: revoked.map(Timestamp.init(seconds:)))
    }
    let time = Timestamp(seconds: 10)
    #expect(key(expires: nil, revoked: nil).isInForce(at: time))
    #expect(key(expires: 11, revoked: nil).isInForce(at: time))
    #expect(!key(expires: 10, revoked: nil).isInForce(at: time))
    #expect(!key(expires: 11, revoked: 5).isInForce(at: time))
  }
}
