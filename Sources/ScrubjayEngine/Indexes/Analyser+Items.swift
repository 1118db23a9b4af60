import ScrubjayCore
import ScrubjayLanguage

extension Analyser {
  /// The terms of a message: what was said, who said it and on which day, in UTC.
  func document(message content: String, speaker: String?, at time: Timestamp) -> AnalysedText {
    document(content, speaker: speaker, day: time.day)
  }

  /// The terms of a memory: what is known, and the day since which it holds.
  func document(memory content: String, validFrom: Timestamp?) -> AnalysedText {
    document(content, day: validFrom?.day)
  }
}
