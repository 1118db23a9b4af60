import ScrubjayCore
import ScrubjayLanguage

extension Analyser {
  /// The terms of a message: what was said, who said it and on which day there.
  func document(message event: Event) -> AnalysedText {
    document(event.content.text, speaker: event.name, day: event.localTime.day)
  }

  /// The terms of a memory: what is known, and the day since which it holds.
  func document(memory content: String, validFrom: Timestamp?) -> AnalysedText {
    document(content, day: validFrom?.day)
  }
}
