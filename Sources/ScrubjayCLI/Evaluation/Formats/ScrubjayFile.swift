import ScrubjayCore

/// A file in the format that `Documentation/Evaluation.md` describes.
enum ScrubjayFile {
  /// The app that conversations are imported for.
  private static let app = "eval"

  /// The conversations and questions of a file.
  ///
  /// - Throws: `invalid_field` saying what is wrong where.
  static func read(_ json: JSON) throws(ScrubjayError) -> EvaluationSet {
    let file = try FileObject(json, at: "the whole")
    var names = Names(of: "conversation")
    var conversations: [EvaluationSet.Conversation] = []
    for (index, element) in try file.list("conversations").enumerated() {
      let object = try FileObject(element, at: "conversation \(index + 1)")
      let id = try names.add(object)
      var reader = ConversationReader(id: id)
      conversations.append(try reader.read(try FileObject(element, at: "conversation '\(id)'"), app: app))
    }
    return EvaluationSet(format: .scrubjay, name: try file.optionalText("name"), conversations: conversations)
  }
}

/// Reads one conversation, and knows the ids that it has come by.
private struct ConversationReader {
  let id: String
  private var sessionNames = Names(of: "session")
  private var itemNames = Names(of: "message or memory")
  /// Where each message is stored.
  private var sources: [String: EvaluationSet.Source] = [:]

  init(id: String) { self.id = id }

  mutating func read(_ object: FileObject, app: String) throws(ScrubjayError) -> EvaluationSet.Conversation {
    var sessions: [EvaluationSet.Session] = []
    for (index, element) in try object.list("sessions").enumerated() {
      sessions.append(try session(element, "\(object.place), session \(index + 1)"))
    }
    var memories: [EvaluationSet.Memory] = []
    for (index, element) in (try object.optionalList("memories") ?? []).enumerated() {
      memories.append(try memory(element, "\(object.place), memory \(index + 1)"))
    }
    var questions: [EvaluationSet.Question] = []
    for (index, element) in try object.list("questions").enumerated() {
      questions.append(try question(element, "\(object.place), question \(index + 1)"))
    }
    return EvaluationSet.Conversation(id: id, app: app, sessions: sessions, memories: memories, questions: questions)
  }

  private mutating func session(_ json: JSON, _ place: String) throws(ScrubjayError) -> EvaluationSet.Session {
    let object = try FileObject(json, at: place)
    let name = try sessionNames.add(object)
    // Another conversation may have a session of the same name.
    let stored = "\(id):\(name)"
    let start = try object.time("time")
    var messages: [EvaluationSet.Message] = []
    for element in try object.list("messages") {
      let second = start.advanced(by: .seconds(messages.count))
      let message = try message(
        element, at: second, "conversation '\(id)', session '\(name)', message \(messages.count + 1)")
      sources[message.id] = EvaluationSet.Source(session: stored, event: message.event)
      messages.append(message)
    }
    return EvaluationSet.Session(id: stored, messages: messages)
  }

  private mutating func message(
    _ json: JSON, at second: Timestamp, _ place: String
  ) throws(ScrubjayError) -> EvaluationSet.Message {
    let object = try FileObject(json, at: place)
    let name = try itemNames.add(object)
    guard let role = try object.optionalCase("role", of: Role.self) else { throw object.failure("role", "is missing") }
    return EvaluationSet.Message(
      id: name, event: "\(id):\(name)", role: role, name: try object.optionalText("name"),
      content: try object.text("content"), time: try object.optionalTime("time") ?? second)
  }

  private mutating func memory(_ json: JSON, _ place: String) throws(ScrubjayError) -> EvaluationSet.Memory {
    let object = try FileObject(json, at: place)
    let messages = try object.ids(
      try object.optionalList("sources") ?? [], "sources", of: "message", in: Set(sources.keys))
    return EvaluationSet.Memory(
      id: try itemNames.add(object), content: try object.text("content"),
      type: try object.optionalCase("type", of: MemoryType.self) ?? .semantic,
      importance: try object.optionalInteger("importance", in: 1...10),
      validFrom: try object.optionalTime("valid_from"), validUntil: try object.optionalTime("valid_until"),
      sources: messages.compactMap { sources[$0] })
  }

  private func question(_ json: JSON, _ place: String) throws(ScrubjayError) -> EvaluationSet.Question {
    let object = try FileObject(json, at: place)
    let evidence = try object.ids(
      try object.list("evidence"), "evidence", of: "message or memory", in: itemNames.known)
    let stale = try object.ids(
      try object.optionalList("stale") ?? [], "stale", of: "message or memory", in: itemNames.known)
    if let both = stale.first(where: evidence.contains) {
      throw object.failure("stale", "names '\(both)', which is evidence too")
    }
    return EvaluationSet.Question(
      text: try object.text("question"), category: try object.text("category"), evidence: evidence,
      stale: Set(stale), answer: try object.optionalText("answer"), time: try object.optionalTime("time"),
      isAnswerable: !evidence.isEmpty)
  }
}

/// The ids of one kind of thing, each of which there may be once.
private struct Names {
  private let thing: String
  private(set) var known: Set<String> = []

  init(of thing: String) { self.thing = thing }

  /// The id of an object, which becomes known.
  ///
  /// - Throws: `invalid_field` for one that is known already.
  mutating func add(_ object: FileObject) throws(ScrubjayError) -> String {
    let id = try object.text("id")
    guard known.insert(id).inserted else {
      throw object.failure("id", "is '\(id)', as that of another \(thing) is")
    }
    return id
  }
}
