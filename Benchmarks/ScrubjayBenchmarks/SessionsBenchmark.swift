import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayTestKit

/// Fifty sessions at once, each of which does all that an agent does with its session and its memories.
struct SessionsBenchmark {
  static let sessions = 50
  /// How often each session does everything.
  private static let rounds = 10
  /// What a session waits between two calls where it is not in a hurry.
  private static let pause = Duration.milliseconds(500)
  /// How many memories are below the prefix that is listed.
  private static let memories = 100
  private static let versions = 10

  /// What is measured, with the 99th percentile that it should stay within.
  enum Action: String, CaseIterable {
    case createSession = "create a session"
    case getSession = "read a session"
    case append = "append a message"
    case updateStatus = "change a session's status"
    case setState = "write state"
    case getState = "read state"
    case addMemory = "add a memory"
    case getMemory = "read a memory"
    case updateMemory = "update a memory"
    case currentVersion = "read the current version of a key"
    case prefix = "list 100 memories by prefix"
    case history = "history of 10 versions"

    var target: Duration {
      switch self {
      case .createSession, .getState: .milliseconds(10)
      case .getSession, .append, .updateStatus, .setState, .currentVersion: .milliseconds(20)
      case .addMemory, .getMemory, .updateMemory, .prefix: .milliseconds(50)
      case .history: .milliseconds(30)
      }
    }
  }

  /// Measures in process, where nothing is embedded, then on a server that embeds and one that does not, each with pauses between a session's calls and without.
  func run(executable: String, _ say: (String) -> Void) async throws {
    let folder = try TemporaryFolder()
    let engine = try await Engine.open(folder.file("memory.sqlite"))
    try await measure(EngineDoor(engine: engine), "in process", say)
    await engine.close()
    for embeds in [true, false] {
      let server = try BenchmarkServer(
        executable: executable, database: folder.file("served-\(embeds).sqlite"), embeds: embeds)
      defer { server.stop() }
      let name = embeds ? "over REST, embedding what is stored" : "over REST, embedding nothing"
      try await measure(RESTDoor(url: server.url, concurrency: Self.sessions), name, say)
    }
  }

  private func measure(_ door: some Door, _ name: String, _ say: (String) -> Void) async throws {
    let owners = try await fill(door)
    for (pause, pace) in [
      (Self.pause, "a call every \(Int(Self.pause / .milliseconds(1))) ms each"), (.zero, "without a pause"),
    ] {
      let durations = try await converse(door, owners, pause: pause)
      say("\(Self.sessions) sessions at once, \(pace), \(name):")
      for action in Action.allCases {
        let figures = Figures(durations[action] ?? [])
        say("  \(action.rawValue): \(figures.text) (target: p99 \(Int(action.target / .milliseconds(1))) ms)")
      }
    }
    say("  \(Self.sessions) sessions read at once, in all: \(try await readAtOnce(door).text) (target: p99 1000 ms)")
  }

  /// A session, and the memories of its user.
  private struct Owner {
    let number: Int
    /// The memory that has several versions.
    let versioned: String

    var session: JSON { .string("s\(number)") }
    var namespace: String { "user:u\(number):notes" }

    /// A memory of this owner, added in a round, below a namespace that is not the one that is listed.
    func memory(_ key: String, _ content: String) -> JSON {
      [
        "namespace": .string("user:u\(number):rounds"), "key": .string(key), "type": "semantic",
        "content": .string(content),
      ]
    }
  }

  private func fill(_ door: some Door) async throws -> [Owner] {
    var talk = SyntheticTalk(seed: 7)
    var owners: [Owner] = []
    for number in 0..<Self.sessions {
      try await door.call(
        "sessions create", ["id": .string("s\(number)"), "app": "bench", "user": .string("u\(number)")])
      try await door.call("state set", ["id": .string("s\(number)"), "key": "step", "value": 1])
      let memories = (0..<Self.memories).map { key -> JSON in
        [
          "namespace": .string("user:u\(number):notes"), "key": .string("k\(key)"), "type": "semantic",
          "content": .string(talk.turn()),
        ]
      }
      try await door.call("memories batch", ["memories": .array(memories)])
      let listed = try await door.call(
        "memories list", ["namespace": .string("user:u\(number):notes"), "key": "k0"])
      guard let id = listed["data"]?.arrayValue?.first?["id"]?.stringValue else {
        throw BenchmarkFailure(message: "a memory that was stored is not listed")
      }
      for _ in 1..<Self.versions {
        try await door.call("memories update", ["id": .string(id), "content": .string(talk.turn())])
      }
      owners.append(Owner(number: number, versioned: id))
    }
    return owners
  }

  /// Every session goes through all actions, round after round; answers how long each took.
  private func converse(_ door: some Door, _ owners: [Owner], pause: Duration) async throws -> [Action: [Duration]] {
    try await withThrowingTaskGroup(of: [Action: [Duration]].self) { group in
      for owner in owners {
        group.addTask {
          var talk = SyntheticTalk(seed: UInt64(owner.number))
          var durations: [Action: [Duration]] = [:]
          // They do not all begin at the same moment.
          try await Task.sleep(for: pause * Double(owner.number) / Double(Self.sessions))
          for round in 0..<Self.rounds {
            let key = "\(pause == .zero)-\(round)"
            var added = owner.versioned
            for action in Action.allCases {
              let turn = talk.turn()
              let (answer, duration) = try await ScrubjayBenchmarks.measure {
                try await Self.perform(action, door, owner, key: key, memory: added, turn)
              }
              durations[action, default: []].append(duration)
              if action == .addMemory { added = answer["id"]?.stringValue ?? added }
              try await Task.sleep(for: pause)
            }
          }
          return durations
        }
      }
      return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }
  }

  private static func perform(
    _ action: Action, _ door: some Door, _ owner: Owner, key: String, memory: String, _ sentence: String
  ) async throws -> JSON {
    let session = owner.session
    return switch action {
    case .createSession:
      try await door.call(
        "sessions create",
        ["id": .string("s\(owner.number)-\(key)"), "app": "bench", "user": .string("u\(owner.number)")])
    case .getSession: try await door.call("sessions get", ["id": session])
    case .append:
      try await door.call(
        "events append",
        ["id": session, "events": [["type": "message", "actor": "user", "content": .string(sentence)]]])
    case .updateStatus:
      try await door.call(
        "sessions update", ["id": .string("s\(owner.number)-\(key)"), "status": "active"])
    case .setState: try await door.call("state set", ["id": session, "key": "step", "value": .string(sentence)])
    case .getState: try await door.call("state get", ["id": session, "key": "step"])
    case .addMemory: try await door.call("memories add", owner.memory(key, sentence))
    case .getMemory: try await door.call("memories get", ["id": .string(memory)])
    case .updateMemory: try await door.call("memories update", ["id": .string(memory), "content": .string(sentence)])
    case .currentVersion:
      try await door.call("memories list", ["namespace": .string(owner.namespace), "key": "k0"])
    case .prefix:
      try await door.call("memories list", ["namespace": .string(owner.namespace), "limit": .integer(Self.memories)])
    case .history: try await door.call("memories history", ["id": .string(owner.versioned)])
    }
  }

  /// How long it takes until all sessions have been read, begun together; time after time.
  private func readAtOnce(_ door: some Door, count: Int = 100) async throws -> Figures {
    var durations: [Duration] = []
    for _ in 0..<count {
      durations.append(
        try await ScrubjayBenchmarks.measure {
          try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<Self.sessions {
              group.addTask { try await door.call("sessions get", ["id": .string("s\(number)")]) }
            }
            try await group.waitForAll()
          }
        }.1)
    }
    return Figures(durations)
  }
}
