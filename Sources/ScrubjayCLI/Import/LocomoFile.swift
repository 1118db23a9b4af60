import Foundation
import ScrubjayCore

/// A file of the LoCoMo benchmark: conversations of two people over many sessions, and questions about them.
struct LocomoFile: Sendable {
  let conversations: [LocomoConversation]

  /// Reads a file, or standard input for `-`.
  ///
  /// - Throws: `file_not_found`; `invalid_json`; `invalid_field` saying what is missing where.
  init(path: String) throws {
    let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else { throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be read.") }
    let json = try JSON(parsing: Array(data))
    conversations = try (json.arrayValue ?? [json]).map { sample throws(ScrubjayError) in try LocomoConversation(sample)
    }
  }
}

/// One conversation of the benchmark.
struct LocomoConversation: Sendable {
  /// The id, which becomes the user.
  let id: String
  let sessions: [Session]
  let questions: [LocomoQuestion]

  /// The app that conversations are imported for.
  static let app = "locomo"

  struct Session: Sendable {
    let number: Int
    let start: Timestamp
    let turns: [Turn]
  }

  struct Turn: Sendable {
    let id: String
    let speaker: String
    let content: String
  }

  init(_ sample: JSON) throws(ScrubjayError) {
    guard let id = sample["sample_id"]?.stringValue, let conversation = sample["conversation"], !id.isEmpty else {
      throw Self.failure("A conversation has no 'sample_id' or no 'conversation'.")
    }
    self.id = id
    var sessions: [Session] = []
    for member in conversation.members ?? [] {
      guard let number = Self.sessionNumber(member.name), let turns = member.value.arrayValue else { continue }
      guard let start = conversation["\(member.name)_date_time"]?.stringValue.flatMap(LocomoTime.init)?.time else {
        throw Self.failure("'\(member.name)' of '\(id)' has no time such as '1:56 pm on 8 May, 2023'.")
      }
      sessions.append(
        Session(number: number, start: start, turns: try turns.map { turn throws(ScrubjayError) in try Turn(turn, id) })
      )
    }
    self.sessions = sessions.sorted { $0.number < $1.number }
    let known = Set(self.sessions.flatMap { $0.turns.map(\.id) })
    questions = (sample["qa"]?.arrayValue ?? []).compactMap { LocomoQuestion($0, turns: known) }
  }

  private static func sessionNumber(_ name: String) -> Int? {
    name.hasPrefix("session_") ? Int(name.dropFirst(8)) : nil
  }

  fileprivate static func failure(_ message: String) -> ScrubjayError {
    ScrubjayError(.invalidField, "This is no LoCoMo file: \(message)")
  }
}

extension LocomoConversation.Turn {
  fileprivate init(_ turn: JSON, _ conversation: String) throws(ScrubjayError) {
    guard let id = turn["dia_id"]?.stringValue, let speaker = turn["speaker"]?.stringValue,
      let text = turn["text"]?.stringValue
    else { throw LocomoConversation.failure("A turn of '\(conversation)' lacks 'dia_id', 'speaker' or 'text'.") }
    self.id = id
    self.speaker = speaker
    content = turn["blip_caption"]?.stringValue.map { "\(text) [image: \($0)]" } ?? text
  }
}

/// A question of the benchmark, with the turns that answer it.
struct LocomoQuestion: Sendable, Hashable {
  let text: String
  /// 1 several hops, 2 time, 3 open, 4 one hop, 5 adversarial.
  let category: Int
  /// The ids of the turns that answer it.
  let evidence: Set<String>

  /// Reads a question; `nil` for one without evidence among the turns.
  init?(_ json: JSON, turns: Set<String>) {
    guard let text = json["question"]?.stringValue, let category = json["category"]?.integerValue else { return nil }
    let named = (json["evidence"]?.arrayValue ?? []).compactMap(\.stringValue)
    // Some strings hold several ids, as in 'D8:6; D9:17'.
    let ids = named.flatMap { $0.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":")) } }.map(String.init)
    evidence = turns.intersection(ids)
    guard !evidence.isEmpty else { return nil }
    self.text = text
    self.category = Int(category)
  }
}

/// A time as the benchmark writes it, such as `1:56 pm on 8 May, 2023`, taken as UTC.
struct LocomoTime: Sendable {
  let time: Timestamp

  init?(_ text: String) {
    let pattern = /(\d{1,2}):(\d{2}) ([ap])m on (\d{1,2}) ([A-Za-z]+),? (\d{4})/
    guard let match = text.lowercased().wholeMatch(of: pattern), let hour = Int(match.1), (1...12).contains(hour),
      let minute = Int(match.2), let day = Int(match.4), let year = Int(match.6),
      let month = Self.months.firstIndex(of: String(match.5)),
      let time = Timestamp(
        year: year, month: month + 1, day: day, hour: hour % 12 + (match.3 == "p" ? 12 : 0), minute: minute)
    else { return nil }
    self.time = time
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
}
