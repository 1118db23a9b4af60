import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// What someone may have noted of one person and one project, all of which can be true.
@Suite struct FalseAlarmTests {
  private static let facts = """
    The user's name is Ana.
    Ana Silva is the user's full name.
    The user lives in Porto.
    The user lives in a small apartment.
    The user has lived near the river since 2019.
    The user works at Volvo.
    The user works at a large company.
    The user works from home on Fridays.
    The user works on Saturdays in December.
    The user is a designer.
    The user is married.
    The user is tired.
    The user is 34 years old.
    The user is 170 cm tall.
    The user has two children.
    The user has a dog.
    The user has a cat called Mimi.
    The user's dog is called Rex.
    The user's dog is 3 years old.
    The user's manager is Clara.
    The user's manager is on vacation.
    The user's manager is strict.
    The user's wife is a doctor.
    The user's son is called Tom.
    The user's daughter is called Eva.
    The user likes tea.
    The user loves hiking.
    The user doesn't like crowds.
    The user does not like coffee in the evening.
    The user likes coffee.
    The user prefers short answers.
    The user prefers tea over coffee.
    The user prefers dark chocolate.
    The user's favorite color is green.
    The user's favorite food is sushi.
    The user's favorite season is autumn.
    The user is allergic to nuts.
    The user is not allergic to cats.
    The user was born in Lisbon.
    The user was born in 1991.
    The user speaks Portuguese and English.
    The user speaks a little German.
    The user visited Japan in 2018.
    The user visited Peru in 2022.
    The user ran 10 km on Sunday.
    The user ran 21 km in May.
    The user takes yoga classes on Tuesdays.
    The user takes piano lessons on Thursdays.
    The user drinks two coffees a day.
    The user drinks three liters of water a day.
    The user wants to move to Oslo.
    The user might work for Scania.
    The user used to work at Ericsson.
    The user studied at the University of Porto.
    The user studies French.
    The meeting is on Tuesday.
    The meeting is at 10:00.
    The meeting is in room 4.
    The release is planned for March.
    The default branch is main.
    The default branch is protected.
    The server listens on port 8080.
    The server has 16 GB of memory.
    The server has 8 cores.
    The database runs on port 5432.
    The first meeting was in May.
    The budget is 5,000 euros.
    The budget is too small.
    The deadline is March 3.
    The deadline is strict.
    Always run the tests before a commit.
    Never commit secrets.
    Version 1.2 is deprecated.
    Version 1.3 is supported.
    The shop opens at 9.
    The shop closes at 18.
    The shop opens at 10 on Sundays.
    Sprint 4 ends on Friday.
    Sprint 5 ends on Monday.
    """.split(separator: "\n").map(String.init)

  @Test func `What can all be true is no conflict`() async throws {
    try await withWorld { world in
      let namespace = Namespace(.app, "planner")
      _ = try await world.engine.memories.add(
        Self.facts.map { MemoryDraft(namespace: namespace, content: $0) }, as: world.call)
      let report = try await world.engine.consolidations.consolidate(namespace, isDryRun: true, as: world.call)
      #expect(report.compared == Self.facts.count)
      #expect(report.groups.map { $0.memories.map(\.content) } == [])
    }
  }
}
