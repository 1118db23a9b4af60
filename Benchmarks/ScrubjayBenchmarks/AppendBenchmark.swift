import Scrubjay
import ScrubjayTestKit

/// Appending messages: one caller alone, and fifty at once.
enum AppendBenchmark {
  /// The time of each of `count` appends of one message by one caller.
  static func alone(count: Int = 500) async throws -> Figures {
    try await withEngine { engine in
      let call = Call(access: .local)
      var talk = SyntheticTalk(seed: 1)
      _ = try await engine.sessions.create(SessionDraft(id: "alone", app: "bench", user: "one"), as: call)
      var durations: [Duration] = []
      for _ in 0..<count {
        let draft = MessageDraft(role: .user, content: talk.turn())
        durations.append(try await measure { try await engine.messages.append([draft], to: "alone", as: call) }.1)
      }
      return Figures(durations)
    }
  }

  /// How many messages a second `writers` callers append together, one message a call.
  static func together(writers: Int = 50, each: Int = 200) async throws -> (perSecond: Double, figures: Figures) {
    try await withEngine { engine in
      let call = Call(access: .local)
      for writer in 0..<writers {
        _ = try await engine.sessions.create(
          SessionDraft(id: "s\(writer)", app: "bench", user: "u\(writer)"), as: call)
      }
      let (durations, total) = try await measure {
        try await withThrowingTaskGroup(of: [Duration].self) { group in
          for writer in 0..<writers {
            group.addTask {
              var talk = SyntheticTalk(seed: UInt64(writer))
              var durations: [Duration] = []
              for _ in 0..<each {
                let draft = MessageDraft(role: .user, content: talk.turn())
                durations.append(
                  try await measure { try await engine.messages.append([draft], to: "s\(writer)", as: call) }.1)
              }
              return durations
            }
          }
          return try await group.reduce(into: []) { $0 += $1 }
        }
      }
      return (Double(writers * each) / total.seconds, Figures(durations))
    }
  }

  private static func withEngine<Result>(_ body: (Engine) async throws -> Result) async throws -> Result {
    let folder = try TemporaryFolder()
    let engine = try await Engine.open(folder.file("memory.sqlite"))
    let result = try await body(engine)
    await engine.close()
    return result
  }
}
