import ScrubjayCore
import ScrubjayEngine
import Testing

@Suite struct SystemClockTests {
  @Test func `An id is a UUID of version 7 that sorts by its time`() throws {
    let source = UUIDv7Source()
    let time = try #require(Timestamp(rfc3339: "2026-03-02T16:04:00.123456Z"))
    var ids: [String] = []
    for step in 0..<200 {
      let id = source.next(at: time.advanced(by: .milliseconds(step)))
      #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
      let milliseconds = Int64(id.prefix(13).filter { $0 != "-" }, radix: 16)
      #expect(milliseconds == time.microseconds / 1_000 + Int64(step))
      ids.append(id)
    }
    #expect(ids == ids.sorted())
    #expect(Set((0..<1_000).map { _ in source.next(at: time) }).count == 1_000)
  }

  @Test func `The machine's clock does not go back, and is in this century`() {
    let times = (0..<100).map { _ in SystemClock().now() }
    #expect(times == times.sorted())
    #expect((2025...2100).contains(times[0].day.year))
  }
}
