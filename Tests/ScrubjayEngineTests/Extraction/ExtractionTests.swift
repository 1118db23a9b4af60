import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Synchronization
import Testing

/// What becomes of what users say, with a language model that answers as the tests say.
@Suite struct ExtractionTests {
  private static func withWorld(
    _ extraction: ExtractionPolicy = ExtractionPolicy(), budget: ModelBudget = ModelBudget(),
    _ body: (World, ScriptedChat) async throws -> Void
  ) async throws {
    let chat = ScriptedChat()
    try await ScrubjayEngineTests.withWorld(chat: ChatSettings(chat, budget: budget), extraction: extraction) { world in
      try await world.session()
      try await body(world, chat)
    }
  }

  private static func facts(_ world: World, of user: String = "alice") async throws -> [Memory] {
    let filter = MemoryFilter(namespaces: [try NamespacePrefix("user:\(user)")])
    return try await world.engine.memories.list(filter, limit: 1_000, as: world.call).elements
  }

  private static func outcomes(_ world: World, of user: String = "alice") async throws -> [ExtractionOutcome.State] {
    try await world.engine.messages.list(MessageFilter(user: user), limit: 1_000, as: world.call).elements.compactMap {
      $0.extraction?.state
    }
  }

  @Test func `What a user states is stored with where it comes from, and what became of each message is told`()
    async throws
  {
    try await Self.withWorld { world, chat in
      let said = try await world.say("I have a dog named Max.", "Nice weather!")
      chat.facts(("Has a dog named Max.", 1))
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.counts == ExtractionCounts(messages: 2, added: 1) && run.finishedAt != nil && run.errors == [])
      let fact = try #require(try await Self.facts(world).first)
      #expect(fact.content == "The user has a dog named Max." && fact.type == .semantic && fact.category == "other")
      #expect(fact.sources.map(\.event) == [said[0].id] && fact.validFrom == said[0].occurredAt)
      #expect(
        fact.provenance == Provenance(voice: .user, means: .extraction, maker: "extraction/2 script:1"))
      #expect(try await Self.outcomes(world) == [.stored, .nothing])
      // Nothing waits any more, so nothing is asked.
      #expect(try await world.engine.extractions.run(as: world.call).users == 0)
      #expect(chat.requests.count == 1)
      #expect(try await world.engine.extractions.list(as: world.call).elements.map(\.counts.messages) == [0, 2])
    }
  }

  @Test func `What is known gets one more source, and what is repeated is stored once`() async throws {
    try await Self.withWorld { world, chat in
      try await world.say("I have a dog named Max.")
      chat.facts(("Has a dog named Max.", 1))
      _ = try await world.engine.extractions.run(as: world.call)
      let again = try await world.say("My dog is called Max.")
      chat.facts(("has a dog named Max", 1), ("Has a dog  named Max!", 1))
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.counts == ExtractionCounts(messages: 1, merged: 1, ignored: 1))
      let facts = try await Self.facts(world)
      #expect(facts.map(\.sources.count) == [2] && facts[0].sources[1].event == again[0].id)
      #expect(try await Self.outcomes(world) == [.stored, .merged])
    }
  }

  @Test func `A server that does not answer leaves messages waiting, and they are not given up`() async throws {
    try await Self.withWorld { world, chat in
      try await world.say("I have a dog named Max.")
      chat.then { _ in throw ChatFailure(.unreachable, "nobody is there") }
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.counts.messages == 0 && run.finishedAt != nil)
      #expect(run.errors == ["The language model did not answer: nobody is there"])
      #expect(try await Self.outcomes(world) == [.waiting])
      let job = try #require(
        try await world.engine.jobs.list(queue: "memory-extraction", as: world.call).elements.first)
      #expect(job.state == .waiting && job.attempts == 0 && job.runAt > world.clock.now())
      chat.facts(("Has a dog named Max.", 1))
      world.clock.advance(by: .seconds(3_600))
      _ = try await world.engine.extractions.run(user: "alice", as: world.call)
      #expect(try await Self.outcomes(world) == [.stored])
    }
  }

  @Test func `An answer that cannot be read is asked for three times, then the messages failed, and can be run again`()
    async throws
  {
    try await Self.withWorld { world, chat in
      try await world.say("I have a dog named Max.")
      chat.then { _ in "I am sorry, Dave." }
      for attempt in 1...3 {
        let run = try await world.engine.extractions.run(user: "alice", as: world.call)
        #expect(try await Self.outcomes(world) == [attempt < 3 ? .waiting : .failed])
        #expect(attempt > 1 || run.errors.count == 1)
      }
      let failed = try await world.engine.messages.list(MessageFilter(user: "alice"), as: world.call).elements
      #expect(failed[0].extraction?.failure == "The language model answered what cannot be read.")
      #expect(chat.requests.count == 3)
      #expect(
        try await world.engine.jobs.list(state: .discarded, as: world.call).elements.map(\.queue)
          == ["memory-extraction"])
      chat.facts(("Has a dog named Max.", 1))
      let run = try await world.engine.extractions.run(user: "alice", includingFailed: true, as: world.call)
      #expect(run.counts.messages == 1)
    }
  }

  @Test func `The budget of a day is hard, counts failed calls, and what waits for it goes on the next day`()
    async throws
  {
    try await Self.withWorld(budget: ModelBudget(calls: 2)) { world, chat in
      try await world.say("I have a dog named Max.")
      chat.then { _ in throw ChatFailure(.refused, "no") }
      chat.facts(("Has a dog named Max.", 1))
      _ = try await world.engine.extractions.run(user: "alice", as: world.call)
      _ = try await world.engine.extractions.run(user: "alice", as: world.call)
      try await world.say("I like tea.")
      let run = try await world.engine.extractions.run(user: "alice", as: world.call)
      #expect(run.errors.first?.contains("budget") == true)
      #expect(chat.requests.count == 2)
      let usage = try await world.engine.modelUsage(as: world.call)
      #expect(usage.map(\.calls) == [2] && usage[0].failures == 1 && usage[0].operation == "extraction")
      world.clock.advance(by: .seconds(24 * 3_600))
      _ = try await world.engine.extractions.run(user: "alice", as: world.call)
      #expect(chat.requests.count == 3)
    }
  }

  @Test func `A budget that one question does not fit in says so`() async throws {
    try await Self.withWorld(budget: ModelBudget(inputTokens: 10)) { world, chat in
      try await world.say("I have a dog named Max.")
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.errors.first?.contains("10 tokens to read a day, is too small for this single call") == true)
      #expect(chat.requests.isEmpty)
      #expect(try await Self.outcomes(world) == [.waiting])
    }
  }

  /// What is told while runs begin by themselves, until the body is done.
  private static func withReports(
    _ world: World, _ body: (@escaping @Sendable () -> [ExtractionReport]) async throws -> Void
  ) async throws {
    let reports = Reports()
    let running = Task { [engine = world.engine] in await engine.run(extractions: { reports.add($0) }) }
    defer { running.cancel() }
    try await body { reports.all }
    running.cancel()
    await running.value
    #expect(reports.all.last == .stopped)
  }

  private final class Reports: Sendable {
    private let list = Mutex<[ExtractionReport]>([])
    var all: [ExtractionReport] { list.withLock { $0 } }
    func add(_ report: ExtractionReport) { list.withLock { $0.append(report) } }
  }

  @Test func `Of runs that begin by themselves it is told that one is not over, and what it came to when it failed`()
    async throws
  {
    try await Self.withWorld(ExtractionPolicy(interval: .milliseconds(20))) { world, chat in
      chat.then { _ in throw ChatFailure(.unreachable, "nobody is there") }
      try await world.say("I have a dog named Max.")
      _ = try await world.engine.jobs.pause("memory-extraction", as: world.call)
      try await Self.withReports(world) { reports in
        try await eventually { reports().contains { if case .began = $0 { true } else { false } } }
        let run = try #require(try await world.engine.extractions.list(as: world.call).elements.first)
        #expect(reports().contains(.began(run: run.id, users: 1, messages: 1)))
        world.clock.advance(by: .seconds(1))
        try await eventually { reports().contains(.alreadyRunning(run: run.id)) }
        _ = try await world.engine.jobs.resume("memory-extraction", as: world.call)
        try await eventually {
          reports().contains { if case .complete(let told) = $0 { told.id == run.id } else { false } }
        }
        let reason = "The language model did not answer: nobody is there"
        #expect(reports().contains(.userFailed(run: run.id, userSuffix: "lice", reason: reason, isLast: false)))
      }
    }
  }

  @Test func `A run does not wait for a user who is erased`() async throws {
    try await Self.withWorld(ExtractionPolicy(interval: .milliseconds(20))) { world, _ in
      try await world.say("I have a dog named Max.")
      _ = try await world.engine.jobs.pause("memory-extraction", as: world.call)
      try await Self.withReports(world) { reports in
        try await eventually { reports().contains { if case .began = $0 { true } else { false } } }
      }
      #expect(try await world.engine.extractions.list(as: world.call).elements.map(\.finishedAt) == [nil])
      _ = try await world.engine.users.erase("alice", as: world.call)
      #expect(try await world.engine.extractions.list(as: world.call).elements.first?.finishedAt != nil)
    }
  }

  @Test func `Secrets, what the agent said and what came from memory are never stored`() async throws {
    try await Self.withWorld { world, chat in
      try await world.engine.extractions.noteInjected("Alice's favourite colour is green.", to: "alice", as: world.call)
      _ = try await world.engine.messages.append(
        [
          MessageDraft(role: .assistant, content: "You should move to Lisbon next year."),
          MessageDraft(
            role: .user,
            content: """
              Alice's favourite colour is green. You said: You should move to Lisbon next year! My password is hunter2secret.
              """),
        ], to: "s", as: world.call)
      chat.facts(("Has the password hunter2secret: my password is hunter2secret", 1), ("Likes cats.", 9))
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.counts == ExtractionCounts(messages: 1, added: 1, ignored: 1))
      let asked = chat.requests[0].messages[1].content
      let shown = try #require(asked.split(separator: "1. ").last)
      #expect(!shown.contains("green") && !shown.contains("Lisbon") && !asked.contains("hunter2secret"))
      #expect(try await Self.facts(world).map(\.content) == ["The user likes cats."])
    }
  }

  @Test func `A run takes the first stored of each user, up to its limits, so that nobody waits for another`()
    async throws
  {
    let policy = ExtractionPolicy(batchSize: 10, batchSizePerUser: 4)
    try await Self.withWorld(policy) { world, chat in
      chat.facts()
      for user in ["bob", "carol", "dave"] { try await world.session(user, user: user) }
      for number in 0..<20 { try await world.say("Message \(number) of alice") }
      for user in ["bob", "carol", "dave"] {
        for number in 0..<3 { try await world.say("Message \(number) of \(user)", in: user) }
      }
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.users == 3 && run.counts.messages == 10)
      #expect(try await Self.outcomes(world).prefix(5) == [.nothing, .nothing, .nothing, .nothing, .waiting])
      #expect(try await Self.outcomes(world, of: "carol") == [.nothing, .nothing, .nothing])
      #expect(try await Self.outcomes(world, of: "dave") == [.waiting, .waiting, .waiting])
    }
  }

  @Test func `A dry run shows what would be stored and stores nothing`() async throws {
    try await Self.withWorld { world, chat in
      try await world.say("I have a dog named Max.")
      chat.facts(("Has a dog named Max.", 1))
      let preview = try await world.engine.extractions.preview(as: world.call)
      #expect(preview.map(\.user) == ["alice"] && preview[0].steps.map(\.action) == [.add])
      #expect(try await Self.facts(world).isEmpty)
      #expect(try await Self.outcomes(world) == [.waiting])
    }
  }

  @Test func `Messages that are marked are not looked at`() async throws {
    try await Self.withWorld { world, chat in
      let said = try await world.say("I have a dog named Max.", "I like tea.")
      #expect(try await world.engine.extractions.skip([said[0].id], as: world.call) == 1)
      #expect(try await world.engine.extractions.skip([said[0].id], as: world.call) == 0)
      #expect(await code { _ = try await world.engine.extractions.skip(["none"], as: world.call) } == .eventNotFound)
      chat.facts(("Likes tea.", 1))
      #expect(try await world.engine.extractions.run(as: world.call).counts.messages == 1)
      #expect(try await Self.outcomes(world) == [.skipped, .stored])
    }
  }

  @Test func `Who may not write a user's memories may not have them made, and only an admin those of all`() async throws
  {
    try await Self.withWorld { world, _ in
      let reader = try world.call("read:user:alice", "read:app:planner")
      for user in [nil, "alice"] {
        #expect(
          await code { _ = try await world.engine.extractions.run(user: user, as: reader) } == .missingGrant)
        #expect(
          await code { _ = try await world.engine.extractions.preview(user: user, as: reader) } == .missingGrant)
      }
      #expect(await code { _ = try await world.engine.extractions.list(as: reader) } == .missingGrant)
    }
  }

  @Test func `An answer that is cut off leaves waiting what it does not speak of`() async throws {
    try await Self.withWorld { world, chat in
      try await world.say("I have a dog.", "I have a cat.", "I have a horse.", "I have a parrot.")
      chat.then { _ in
        #"""
        {"facts": [{"content": "Has a dog.", "evidence": [1]}, {"content": "Has a cat.", "evidence": [2]}, {"content": "Has a h
        """#
      }
      let first = try await world.engine.extractions.run(as: world.call)
      #expect(first.counts == ExtractionCounts(messages: 1, added: 2))
      #expect(try await Self.outcomes(world) == [.stored, .waiting, .waiting, .waiting])
      chat.then { _ in
        #"{"facts": [{"content": "Has a cat.", "evidence": [1]}, {"content": "Has a horse.", "evidence": [2]}]}"#
      }
      let second = try await world.engine.extractions.run(as: world.call)
      #expect(second.counts == ExtractionCounts(messages: 3, added: 1, ignored: 1))
      #expect(try await Self.outcomes(world) == [.stored, .merged, .stored, .nothing])
    }
  }

  @Test func `What contradicts what is known ends it, and can be undone`()
    async throws
  {
    try await Self.withWorld { world, chat in
      for city in ["Porto", "Lisbon"] {
        try await world.say("I live in \(city).")
        chat.facts(("Lives in \(city).", 1))
        let run = try await world.engine.extractions.run(as: world.call)
        #expect(run.counts.superseded == (city == "Lisbon" ? 1 : 0))
        world.clock.advance(by: .seconds(60))
      }
      let lists = MemoryFilter(namespaces: [try NamespacePrefix("user:alice")], validAt: world.clock.now())
      #expect(
        try await world.engine.memories.list(lists, as: world.call).elements.map(\.content) == [
          "The user lives in Lisbon."
        ])
      let done = try #require(try await world.engine.consolidations.list([], as: world.call).elements.first)
      #expect(done.kind == .extraction)
      #expect(try await world.engine.consolidations.undo(done.id, as: world.call).restored.count == 1)
      #expect(try await world.engine.memories.list(lists, as: world.call).elements.count == 2)
    }
  }

  @Test func `What was said before what is known came to hold is stored as past`() async throws {
    try await Self.withWorld { world, chat in
      try await world.remember("Lives in Lisbon.")
      let earlier = world.clock.now().advanced(by: .seconds(-86_400))
      _ = try await world.engine.messages.append(
        [MessageDraft(role: .user, content: "I live in Porto.", occurredAt: earlier)], to: "s", as: world.call)
      chat.facts(("Lives in Porto.", 1))
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.counts == ExtractionCounts(messages: 1, added: 1))
      let filter = MemoryFilter(namespaces: [try NamespacePrefix("user:alice")], validAt: world.clock.now())
      #expect(
        try await world.engine.memories.list(filter, as: world.call).elements.map(\.content) == ["Lives in Lisbon."])
      let past = MemoryFilter(namespaces: [try NamespacePrefix("user:alice")], validAt: earlier)
      // Since when Lisbon holds nobody said, so it may have held then, too.
      let held = try await world.engine.memories.list(past, as: world.call).elements.map(\.content)
      #expect(Set(held) == ["The user lives in Porto.", "Lives in Lisbon."])
    }
  }

  @Test func `Where too much would be superseded at once, the rest waits for someone to decide`() async throws {
    try await Self.withWorld { world, chat in
      let people = ["Ana", "Rui", "Eva", "Leo", "Mia"]
      for person in people { try await world.remember("\(person) lives in Porto.") }
      world.clock.advance(by: .seconds(60))
      try await world.say("They all moved to Lisbon.")
      chat.then { _ in
        let facts = people.map { JSON.object([.init("content", .string("\($0) lives in Lisbon."))]) }
        return JSON.object([.init("facts", .array(facts))]).text
      }
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.counts == ExtractionCounts(messages: 1, added: 5, superseded: 3, heldBack: 2))
      #expect(
        try await world.engine.conflicts.list([], as: world.call).elements.map(\.conflict.state) == [.open, .open])
      try await world.say("Once more.")
      chat.facts()
      #expect(try await world.engine.extractions.run(as: world.call).counts.heldBack == 0)
    }
  }

  @Test func `Of two facts in one batch that contradict each other the later one holds`() async throws {
    try await Self.withWorld { world, chat in
      try await world.say("I live in Porto.")
      world.clock.advance(by: .seconds(60))
      try await world.say("I moved to Lisbon!")
      chat.facts(("Lives in Porto.", 1), ("Lives in Lisbon.", 2))
      let run = try await world.engine.extractions.run(as: world.call)
      #expect(run.counts.added == 2)
      let filter = MemoryFilter(namespaces: [try NamespacePrefix("user:alice")], validAt: world.clock.now())
      #expect(
        try await world.engine.memories.list(filter, as: world.call).elements.map(\.content) == [
          "The user lives in Lisbon."
        ])
    }
  }

  @Test func `A job that was given up looks at its messages once more when it is retried`() async throws {
    try await Self.withWorld { world, chat in
      try await world.say("I have a dog named Max.")
      chat.then { _ in "no" }
      for _ in 1...3 { _ = try await world.engine.extractions.run(user: "alice", as: world.call) }
      #expect(try await Self.outcomes(world) == [.failed])
      let job = try #require(try await world.engine.jobs.list(state: .discarded, as: world.call).elements.first)
      _ = try await world.engine.jobs.retry(job.id, as: world.call)
      #expect(try await Self.outcomes(world) == [.waiting])
      chat.facts(("Has a dog named Max.", 1))
      try await world.engine.work(off: ["memory-extraction"])
      #expect(try await Self.outcomes(world) == [.stored])
    }
  }
}
