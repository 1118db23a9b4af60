import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct TwoProgramsTests {
  @Test func `Two programs may write to one file at the same time, and lose nothing`() async throws {
    let folder = try TemporaryFolder()
    try await withStorage(in: folder) { server, _ in
      try await Diary(server).begin()
      try await withStorage(in: folder) { command, _ in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for (program, storage) in [server, command].enumerated() {
            for writer in 0..<4 {
              group.addTask {
                for number in 1...40 {
                  let id = program * 1_000 + writer * 100 + number
                  try await Diary(storage).write(id)
                  #expect(try await Diary(storage).pages().events.contains(id))
                }
              }
            }
          }
          try await group.waitForAll()
        }
        for program in [command, server] {
          let pages = try await Diary(program).pages()
          #expect(pages.events.count == 320)
          #expect(pages == Diary.Pages(pages.events))
        }
        #expect(try await server.check() == [])
      }
      // What the other wrote is still there, and can be added to, once it is gone.
      try await Diary(server).write(5_000)
      #expect(try await Diary(server).pages().events.count == 321)
    }
  }

  @Test func `A program sees at once what another wrote`() async throws {
    let folder = try TemporaryFolder()
    try await withStorage(in: folder) { server, _ in
      try await Diary(server).begin()
      try await withStorage(in: folder) { command, _ in
        for id in 1...20 {
          try await Diary(id.isMultiple(of: 2) ? server : command).write(id)
          #expect(try await Diary(id.isMultiple(of: 2) ? command : server).pages().events == Set(1...id))
        }
      }
    }
  }
}
