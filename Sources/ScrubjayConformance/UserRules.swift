import ScrubjayCore

extension StorageRule {
  static let users: [StorageRule] = [
    user("has what was set last, to the byte") { ground in
      let names = Tricky.texts + ["PLAIN", "plain ", "É"]
      try await ground.write { tx in
        for (number, name) in names.enumerated() {
          try tx.users.set(UserProfile(user: name, timeZone: "Etc/GMT+\(number % 12)"))
          try tx.users.set(UserProfile(user: name, timeZone: number == 0 ? nil : "Zone/\(number)"))
        }
      }
      try await ground.read { tx in
        for (number, name) in names.enumerated() {
          let found = try require("the user", try tx.users.find(name))
          try expectBytes("the name", found.user, are: name)
          try expect("the time zone", found.timeZone, is: number == 0 ? nil : "Zone/\(number)")
        }
        try expect("a user for whom nothing was set", try tx.users.find("nobody"), is: nil)
      }
    },

    user("is listed by name, page by page") { ground in
      let names = ["B", "a", "a b", "al", "alice", "é"]
      try await ground.write { tx in
        for name in names.reversed() { try tx.users.set(UserProfile(user: name)) }
      }
      for limit in [1, 2, 9] {
        let found = try await ground.read { tx in
          var found: [String] = []
          while true {
            let page = try tx.users.list(after: found.last, limit: limit).map(\.user)
            found += page
            if page.count < limit { return found }
          }
        }
        try expect("users in pages of \(limit)", found, is: names)
      }
    },

    user("is another tenant's business in another tenant, and goes alone when erased") { ground in
      let neighbour = try await ground.neighbour()
      for each in [ground, neighbour] {
        try await each.write { tx in
          for name in ["al", "alice"] { try tx.users.set(UserProfile(user: name, timeZone: "UTC")) }
        }
      }
      try await ground.write { tx in try tx.users.erase("al") }
      try expect(
        "what is left", try await ground.read { try $0.users.list(after: nil, limit: 9).map(\.user) }, is: ["alice"])
      try expect(
        "the neighbour's", try await neighbour.read { try $0.users.list(after: nil, limit: 9).map(\.user) },
        is: ["al", "alice"])
    },
  ]

  private static func user(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("users", "A user \(name)", check)
  }
}
