import ScrubjayCore

extension StorageRule {
  static let state: [StorageRule] = [
    StorageRule("state", "A value is found by scope, owner and name, and set anew") { ground in
      try await ground.write { tx in
        for scope in StateScope.allCases {
          for owner in ["al", "alice"] {
            try tx.state.set(.sample(scope, owner, "n", "\"old\"", at: 0))
            try tx.state.set(.sample(scope, owner, "n", "\"\(scope.rawValue) \(owner)\"", at: 1))
          }
        }
      }
      try await ground.read { tx in
        for scope in StateScope.allCases {
          for owner in ["al", "alice"] {
            let wanted = StateEntry.sample(scope, owner, "n", "\"\(scope.rawValue) \(owner)\"", at: 1)
            try expect("the value", try tx.state.find(scope, owner: owner, name: "n"), is: wanted)
            try expect("the list", try tx.state.list(scope, owner: owner), is: [wanted])
          }
          try expect("a name that is not there", try tx.state.find(scope, owner: "al", name: "N"), is: nil)
          try expect("an owner that is not there", try tx.state.list(scope, owner: "a"), is: [])
        }
      }
    },

    StorageRule("state", "Names and values are kept to the byte, and names are listed in the order of their bytes") {
      ground in
      let names = Tricky.texts + ["zz", "Z"]
      try await ground.write { tx in
        for (index, name) in names.enumerated() {
          try tx.state.set(.sample(.user, "alice", name, Tricky.json[index % Tricky.json.count].text, at: 0))
        }
      }
      let found = try await ground.read { try $0.state.list(.user, owner: "alice") }
      let wanted = names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
      try expect("the names, as bytes", found.map { Array($0.name.utf8) }, is: wanted)
      for (index, name) in names.enumerated() {
        let value = try await ground.read { try $0.state.find(.user, owner: "alice", name: name)?.value }
        try expectBytes("the value", value?.text, are: Tricky.json[index % Tricky.json.count].text)
      }
    },

    StorageRule("state", "Removing says whether there was a value, and takes only that one") { ground in
      try await ground.write { tx in
        for name in ["a", "b"] { try tx.state.set(.sample(.app, "x", name, "1", at: 0)) }
        try expect("removing a value", try tx.state.remove(.app, owner: "x", name: "a"), is: true)
        try expect("removing it again", try tx.state.remove(.app, owner: "x", name: "a"), is: false)
        try expect("removing another's", try tx.state.remove(.user, owner: "x", name: "b"), is: false)
      }
      try expect("what is left", try await ground.read { try $0.state.list(.app, owner: "x").map(\.name) }, is: ["b"])
    },

    StorageRule("state", "Clearing takes all of one scope and owner, and nothing else") { ground in
      try await ground.write { tx in
        for scope in [StateScope.temp, .session] {
          for owner in ["s", "s2"] {
            for name in ["a", "b"] { try tx.state.set(.sample(scope, owner, name, "1", at: 0)) }
          }
        }
        try tx.state.clear(.temp, owner: "s")
      }
      try await ground.read { tx in
        try expect("what was cleared", try tx.state.list(.temp, owner: "s"), is: [])
        try expect("another owner's", try tx.state.list(.temp, owner: "s2").count, is: 2)
        try expect("another scope's", try tx.state.list(.session, owner: "s").count, is: 2)
      }
    },
  ]
}

extension StateEntry {
  static func sample(_ scope: StateScope, _ owner: String, _ name: String, _ json: String, at seconds: Int) -> Self {
    StateEntry(scope: scope, owner: owner, name: name, value: JSONText(stored: json), updatedAt: .at(seconds))
  }
}
