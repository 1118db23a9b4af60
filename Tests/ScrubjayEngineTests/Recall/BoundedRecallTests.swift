import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Questions that name a time and the side of it that they mean.
@Suite struct BoundedRecallTests {
  /// The same told in several years, the nearest the middle; what is found first.
  private static func years(_ query: String, saying texts: [Int: String]) async throws -> [Int] {
    try await withWorld { world in
      try await world.session()
      for year in texts.keys.sorted() {
        let time = try #require(Timestamp(year: year, month: 6, day: 15, hour: 12))
        world.clock.move(to: time)
        _ = try await world.engine.messages.append(
          [MessageDraft(role: .user, content: texts[year] ?? "", occurredAt: time)], to: "s", as: world.call)
      }
      world.clock.move(to: try #require(Timestamp(year: 2026, month: 11, day: 4)))
      let hits = try await world.engine.recall(RecallQuery(query, user: "alice", limit: 3), as: world.call).hits
      return hits.compactMap { hit in
        guard case .message(let message) = hit.item else { return nil }
        return message.occurredAt.day.year
      }
    }
  }

  private static let english = [
    2021: "We painted the boat in Porto.", 2022: "We painted the boat in Faro.", 2023: "We painted the boat in Lisbon.",
    2024: "We painted the boat in Aveiro.", 2025: "We painted the boat in Setúbal.",
  ]

  @Test func `After a year nothing of it comes before what is of the years after it`() async throws {
    let found = try await Self.years("Where did we paint the boat after 2023?", saying: Self.english)
    #expect(Set(found.prefix(2)) == [2024, 2025])
  }

  @Test func `Before a year nothing of it comes before what is of the years before it`() async throws {
    let found = try await Self.years("Where did we paint the boat before 2024?", saying: Self.english)
    #expect(Set(found) == [2021, 2022, 2023])
  }

  @Test func `Between two years both of them count`() async throws {
    let found = try await Self.years("Where did we paint the boat between 2022 and 2024?", saying: Self.english)
    #expect(Set(found) == [2022, 2023, 2024])
  }

  @Test(arguments: [
    ("Wo haben wir nach 2023 das Boot gestrichen?", "Wir haben das Boot in Porto gestrichen.", [2024, 2025]),
    ("¿Dónde pintamos el barco antes de 2023?", "Pintamos el barco en Oporto.", [2021, 2022]),
    ("Où avons-nous peint le bateau depuis 2024 ?", "Nous avons peint le bateau à Porto.", [2024, 2025]),
    ("2023年以后我们在哪里给船刷漆？", "我们在波尔图给船刷漆。", [2024, 2025]),
  ])
  func `In other languages the side that is meant comes first, too`(
    query: String, text: String, wanted: [Int]
  ) async throws {
    let texts = Dictionary(uniqueKeysWithValues: (2021...2025).map { ($0, text) })
    #expect(Set(try await Self.years(query, saying: texts).prefix(2)) == Set(wanted))
  }
}
