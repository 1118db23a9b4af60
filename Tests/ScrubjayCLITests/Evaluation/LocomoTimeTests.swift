import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// Times as the LoCoMo benchmark writes them.
struct LocomoTimeTests {
  @Test(arguments: [
    ("1:56 pm on 8 May, 2023", "2023-05-08T13:56:00.000000Z"),
    ("12:00 am on 1 January, 2024", "2024-01-01T00:00:00.000000Z"),
    ("12:30 pm on 29 February, 2024", "2024-02-29T12:30:00.000000Z"),
  ])
  func timesAreRead(_ text: String, _ time: String) {
    #expect(LocomoTime(text)?.time.description == time)
  }

  @Test(arguments: ["", "13:00 pm on 8 May, 2023", "1:56 pm on 30 February, 2023", "8 May 2023"])
  func otherTimesAreNot(_ text: String) {
    #expect(LocomoTime(text) == nil)
  }
}
