import Testing

@testable import ScrubjayLanguage

/// What a question for an overview is about.
@Suite struct QueryFrameTests {
  private static let cases: [(String, String)] = [
    (
      "Can you list the order in which I brought up different aspects of my vegetable garden throughout our conversations, "
        + "in order? Mention ONLY and ONLY five items.", "my vegetable garden , ? ."
    ),
    ("Give me a comprehensive summary of how the kitchen was rebuilt so far.", "how the kitchen was rebuilt ."),
    ("Kannst du bitte eine Zusammenfassung unserer Reise schreiben?", "unserer Reise schreiben?"),
    ("¿Puedes dame un resumen de la reforma del baño?", "¿ la reforma del baño?"),
    ("Peux-tu faire un résumé de mon voyage à Lima ?", "faire mon voyage à Lima ?"),
  ]

  @Test(arguments: cases) func `What the question says about itself is left out`(text: String, topic: String) {
    #expect(QueryFrame.topic(of: text) == topic)
  }

  @Test(arguments: [
    "Can you give me a summary of it?", "In which order?", "", "Summarize", "the garden behind the house", "总结一下我的花园",
  ])
  func `Where little or nothing else is said the question stays as it is`(text: String) {
    #expect(QueryFrame.topic(of: text) == text)
  }
}
