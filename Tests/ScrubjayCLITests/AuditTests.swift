import ScrubjayCore
import ScrubjayTestKit
import Testing

/// `scrubjay audit verify`, for people and for scripts.
struct AuditTests {
  @Test func aRecordThatIsChangedInTheFileIsFound() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", "Tea.")
    _ = try await program.run("remember", "--user", "ana", "Coffee.")
    let intact = try await program.run("audit", "verify")
    #expect(intact.status == 0)
    #expect(intact.output.contains("intact: 2 records, 0 of them sealed"))
    #expect(intact.output.contains("Not sealed yet: records 1 to 2"))

    // A server seals them.
    try await program.withServer { address in
      try await eventually {
        try await program.run("audit", "verify", "--json", "--server", address).json["sealed"] == 2
      }
    }
    let hash = try await program.run("audit", "verify", "--json").json["last_seal"]?["hash"]?.stringValue ?? ""
    #expect(try await program.run("audit", "verify", "--seal", hash).status == 0)
    #expect(try await program.run("audit", "verify", "--seal", String(hash.reversed())).status == 1)

    let change = """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute("UPDATE audit SET actor = 'nobody' WHERE sequence = 2")
      database.commit()
      """
    let python = ChildProcess("/usr/bin/env", ["python3", "-c", change, program.database])
    #expect(try await python.run() == 0)
    let changed = try await program.run("audit", "verify")
    #expect(changed.status == 1)
    #expect(changed.output.contains("tampered with") && changed.output.contains("record 2:"))
  }
}
