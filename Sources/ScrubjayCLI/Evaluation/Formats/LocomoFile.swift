import ScrubjayCore

/// A file of the LoCoMo benchmark: conversations of two people over many sessions, and questions about them.
enum LocomoFile {
  /// The app that conversations are imported for.
  private static let app = "locomo"
  /// The category whose questions have no answer in the conversation.
  private static let adversarial = 5
  /// What the categories ask for.
  static let categoryNames = [
    "1": "several hops", "2": "time", "3": "open", "4": "one hop", "5": "adversarial",
  ]

  /// The conversations of a file, which holds one or an array of them.
  ///
  /// - Throws: `invalid_field` saying what is missing where.
  static func conversations(of json: JSON) throws(ScrubjayError) -> [EvaluationSet.Conversation] {
    try (json.arrayValue ?? [json]).map(conversation)
  }

  private static func conversation(_ sample: JSON) throws(ScrubjayError) -> EvaluationSet.Conversation {
    guard let id = sample["sample_id"]?.stringValue, let conversation = sample["conversation"], !id.isEmpty else {
      throw failure("A conversation has no 'sample_id' or no 'conversation'.")
    }
    var numbered: [(number: Int, session: EvaluationSet.Session)] = []
    for member in conversation.members ?? [] {
      guard let number = sessionNumber(member.name), let turns = member.value.arrayValue else { continue }
      guard let start = conversation["\(member.name)_date_time"]?.stringValue.flatMap(LocomoTime.init)?.time else {
        throw failure("'\(member.name)' of '\(id)' has no time such as '1:56 pm on 8 May, 2023'.")
      }
      var messages: [EvaluationSet.Message] = []
      for turn in turns { messages.append(try message(turn, start.advanced(by: .seconds(messages.count)), of: id)) }
      numbered.append((number, EvaluationSet.Session(id: "\(id)-session-\(number)", messages: messages)))
    }
    let sessions = numbered.sorted { $0.number < $1.number }.map(\.session)
    let known = Set(sessions.flatMap { $0.messages.map(\.id) })
    return EvaluationSet.Conversation(
      id: id, app: app, sessions: sessions, memories: [],
      questions: (sample["qa"]?.arrayValue ?? []).compactMap { question($0, turns: known) })
  }

  private static func sessionNumber(_ name: String) -> Int? {
    name.hasPrefix("session_") ? Int(name.dropFirst(8)) : nil
  }

  private static func message(
    _ turn: JSON, _ time: Timestamp, of conversation: String
  ) throws(ScrubjayError) -> EvaluationSet.Message {
    guard let id = turn["dia_id"]?.stringValue, let speaker = turn["speaker"]?.stringValue,
      let text = turn["text"]?.stringValue
    else { throw failure("A turn of '\(conversation)' lacks 'dia_id', 'speaker' or 'text'.") }
    return EvaluationSet.Message(
      id: id, event: nil, role: .user, name: speaker,
      content: turn["blip_caption"]?.stringValue.map { "\(text) [image: \($0)]" } ?? text, time: time)
  }

  /// Reads a question; `nil` for one without evidence among the turns, by which nothing can be measured.
  private static func question(_ json: JSON, turns: Set<String>) -> EvaluationSet.Question? {
    guard let text = json["question"]?.stringValue, let category = json["category"]?.integerValue else { return nil }
    let named = (json["evidence"]?.arrayValue ?? []).compactMap(\.stringValue)
    // Some strings hold several ids, as in 'D8:6; D9:17'.
    let ids = named.flatMap { $0.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":")) } }.map(String.init)
    var left = turns
    let evidence = ids.filter { left.remove($0) != nil }
    guard !evidence.isEmpty else { return nil }
    return EvaluationSet.Question(
      text: text, category: String(category), evidence: evidence, stale: [], answer: answer(json), time: nil,
      isAnswerable: category != adversarial)
  }

  /// The answer of a question, which may be a number; that of an adversarial one is under another name, and none.
  private static func answer(_ json: JSON) -> String? {
    json["answer"].flatMap { answer in answer.stringValue ?? answer.integerValue.map { String($0) } }
  }

  private static func failure(_ message: String) -> ScrubjayError {
    ScrubjayError(.invalidField, "This is not a LoCoMo file: \(message)")
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
