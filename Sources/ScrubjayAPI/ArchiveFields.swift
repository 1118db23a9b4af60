import ScrubjayCore
import ScrubjayEngine

/// The fields of the lines of an export, as they are read back.
enum ArchiveFields {
  private static func text(_ name: String) -> Field<String> { .required(name, .text(Limits.nameBytes), name) }
  private static func content(_ name: String) -> Field<String> { .required(name, .text(Limits.contentBytes), name) }
  private static func optional(_ name: String) -> Field<String?> { .optional(name, .text(Limits.nameBytes), name) }
  private static func count(_ name: String, from least: Int = 0) -> Field<Int> {
    .required(name, .integer(least...Int(Int32.max)), name)
  }
  private static func time(_ name: String) -> Field<Timestamp> { .required(name, .time, name) }
  private static func timeIfAny(_ name: String) -> Field<Timestamp?> { .optional(name, .time, name) }
  private static func object(_ name: String) -> Field<JSONText> {
    .optional(name, .object, default: .emptyObject, name)
  }

  private static let id = text("id")
  private static let app = text("app")
  private static let user = text("user")
  private static let project = optional("project")
  private static let channel = optional("channel")
  private static let title = optional("title")
  private static let timeZone = optional("time_zone")
  private static let sessionStatus = Field<SessionStatus>.required("status", .oneOf, "status")
  private static let metadata = object("metadata")
  private static let eventCount = count("event_count")
  private static let summarized = Field<Int>.optional(
    "summarized", .integer(0...Int(Int32.max)), default: 0, shown: 0, "summarized")
  private static let revision = count("revision")
  private static let createdAt = time("created_at")
  private static let updatedAt = time("updated_at")
  private static let terminatedAt = timeIfAny("terminated_at")
  private static let archivedAt = timeIfAny("archived_at")
  private static let lastEventAt = timeIfAny("last_event_at")

  static let session = Kind<Session>.object([
    id.any, app.any, user.any, project.any, channel.any, title.any, sessionStatus.any, timeZone.any, metadata.any,
    eventCount.any,
    summarized.any, revision.any, createdAt.any, updatedAt.any, lastEventAt.any, terminatedAt.any, archivedAt.any,
  ]) { input throws(ScrubjayError) in
    Session(
      id: input[id], app: input[app], user: input[user], project: input[project], channel: input[channel],
      title: input[title], status: input[sessionStatus], timeZone: input[timeZone], metadata: input[metadata],
      eventCount: input[eventCount],
      summarized: min(input[summarized], input[eventCount]), revision: input[revision], createdAt: input[createdAt],
      updatedAt: input[updatedAt],
      lastEventAt: input[lastEventAt],
      terminatedAt: input[terminatedAt], archivedAt: input[archivedAt])
  }

  private static let ofSession = text("session")
  private static let position = count("position", from: 1)
  private static let eventType = Field<EventType>.required("type", .oneOf, "type")
  private static let actor = Field<Actor>.required("actor", EventOperations.actorKind, "actor")
  private static let role = Field<Role?>.optional("role", .oneOf, "role")
  private static let speaker = optional("name")
  private static let eventContent = Field<EventContent>.required("content", EventOperations.contentKind, "content")
  private static let stateDelta = Field<JSONText?>.optional("state_delta", .object, "state_delta")
  private static let isFinal = Field<Bool>.required("is_final_response", .flag, "is_final_response")
  private static let occurredAt = time("occurred_at")
  private static let utcOffset = Field<Int?>.optional("utc_offset", .integer(Limits.utcOffsetMinutes), "utc_offset")
  private static let recordedAt = time("recorded_at")

  static let event = Kind<Event>.object([
    id.any, ofSession.any, position.any, eventType.any, actor.any, role.any, speaker.any, eventContent.any,
    channel.any, metadata.any, stateDelta.any, isFinal.any, occurredAt.any, utcOffset.any,
    recordedAt.any,
  ]) { input throws(ScrubjayError) in
    // Whose it is, its session says.
    Event(
      sequence: 0, id: input[id], session: input[ofSession], app: "", user: "", position: input[position],
      type: input[eventType], actor: input[actor], role: input[role], name: input[speaker],
      content: input[eventContent], channel: input[channel], metadata: input[metadata], stateDelta: input[stateDelta],
      isFinalResponse: input[isFinal], occurredAt: input[occurredAt], utcOffset: input[utcOffset],
      recordedAt: input[recordedAt])
  }

  private static let ofMessage = text("message")
  private static let outcome = Field<ExtractionOutcome.State>.required("outcome", .oneOf, "outcome")
  private static let failure = Field<String?>.optional("failure", .text(4_096), "failure")
  private static let processedAt = time("processed_at")

  static let extraction = Kind<(message: String, outcome: ExtractionOutcome)>.object([
    ofMessage.any, outcome.any, failure.any, processedAt.any,
  ]) { input throws(ScrubjayError) in
    (
      input[ofMessage],
      ExtractionOutcome(input[outcome], failure: input[failure], settledAt: input[processedAt])
    )
  }

  private static let scope = Field<StateScope>.required("scope", .oneOf, "scope")
  private static let owner = text("owner")
  private static let name = text("name")
  private static let stateValue = Field<JSONText>.required("value", .json, "value")

  static let state = Kind<StateEntry>.object([scope.any, owner.any, name.any, stateValue.any, updatedAt.any]) {
    input throws(ScrubjayError) in
    StateEntry(
      scope: input[scope], owner: input[owner], name: input[name], value: input[stateValue],
      updatedAt: input[updatedAt])
  }

  static let userProfile = Kind<UserProfile>.object([user.any, timeZone.any]) {
    input throws(ScrubjayError) in
    UserProfile(user: input[user], timeZone: input[timeZone])
  }

  private static let namespace = Field<Namespace>.required("namespace", Fields.namespace, "namespace")
  private static let key = text("key")
  private static let version = count("version", from: 1)
  private static let origin = Field<VersionOrigin.Step>.required("origin", .oneOf, "origin")
  private static let originVersion = Field<Int?>.optional(
    "origin_version", .integer(1...Int(Int32.max)), "origin_version")
  private static let originMemory = optional("origin_memory")
  private static let memoryType = Field<MemoryType>.required("type", .oneOf, "type")
  private static let memoryContent = content("content")
  private static let memoryValue = Field<JSONText?>.optional("value", .json, "value")
  private static let importance = Field<Int>.required("importance", .integer(1...10), "importance")
  private static let category = optional("category")
  private static let validFrom = timeIfAny("valid_from")
  private static let validUntil = timeIfAny("valid_until")
  private static let expiresAt = timeIfAny("expires_at")
  private static let ofEvent = optional("event")
  private static let sourceDeletedAt = timeIfAny("deleted_at")
  private static let sources = Field<[MemorySource]>.required(
    "sources",
    .list(
      of: .object([ofSession.any, ofEvent.any, sourceDeletedAt.any]) { input throws(ScrubjayError) in
        MemorySource(session: input[ofSession], event: input[ofEvent], deletedAt: input[sourceDeletedAt])
      }, 0...Limits.sourcesPerMemory), "sources")
  private static let voice = Field<Provenance.Voice>.required("voice", .oneOf, "voice")
  private static let means = Field<Provenance.Means>.required("means", .oneOf, "means")
  private static let maker = text("maker")
  private static let provenance = Field<Provenance?>.optional(
    "provenance",
    .object([voice.any, means.any, maker.any]) { input throws(ScrubjayError) in
      Provenance(voice: input[voice], means: input[means], maker: input[maker])
    }, "provenance")
  private static let createdBy = text("created_by")
  private static let updatedBy = text("updated_by")
  private static let recordedUntil = timeIfAny("recorded_until")
  private static let redactedAt = timeIfAny("redacted_at")
  private static let deletedAt = timeIfAny("deleted_at")

  static let memory = Kind<Memory>.object([
    id.any, namespace.any, key.any, version.any, origin.any, originVersion.any, originMemory.any, memoryType.any,
    memoryContent.any, memoryValue.any, importance.any, category.any, metadata.any, validFrom.any, validUntil.any,
    expiresAt.any, sources.any, provenance.any, createdAt.any, createdBy.any, updatedAt.any, updatedBy.any,
    recordedUntil.any,
    redactedAt.any, deletedAt.any,
  ]) { input throws(ScrubjayError) in
    Memory(
      sequence: 0, id: input[id], namespace: input[namespace], key: input[key], isKeyChosen: input[key] != input[id],
      version: input[version],
      origin: VersionOrigin(stored: input[origin], memory: input[originMemory], version: input[originVersion]),
      type: input[memoryType], content: input[memoryContent], value: input[memoryValue],
      importance: input[importance], category: input[category], metadata: input[metadata],
      validFrom: input[validFrom], validUntil: input[validUntil], expiresAt: input[expiresAt],
      sources: input[sources], provenance: input[provenance], createdAt: input[createdAt], createdBy: input[createdBy],
      recordedAt: input[updatedAt], recordedUntil: input[recordedUntil], updatedBy: input[updatedBy],
      redactedAt: input[redactedAt], deletedAt: input[deletedAt])
  }

  private static let path = Field<String>.required("path", .text(Limits.pathBytes), "path")
  private static let documentTitle = text("title")
  private static let documentType = Field<DocumentType>.required("type", .oneOf, "type")
  private static let sha256 = text("sha256")
  private static let documentContent = Field<String>.required("content", .text(Limits.documentBytes), "content")
  private static let root = Field<String?>.optional("root", .text(Limits.pathBytes), "root")

  /// What of a document is kept; the rest follows from it.
  static let documentFields = [
    id.any, namespace.any, path.any, documentTitle.any, documentType.any, sha256.any, metadata.any, root.any,
    createdAt.any, updatedAt.any, documentContent.any,
  ]

  static let document = Kind<DocumentDetail>.object(documentFields) { input throws(ScrubjayError) in
    guard Fingerprint.of(input[documentContent]) == input[sha256] else {
      throw ScrubjayError(
        .invalidField, "The field 'sha256' is not that of the content.",
        fields: [.init(field: "sha256", message: "is not that of the content")])
    }
    return DocumentDetail(
      document: Document(
        id: input[id], namespace: input[namespace], path: input[path], title: input[documentTitle],
        type: input[documentType], sha256: input[sha256], metadata: input[metadata],
        bytes: input[documentContent].utf8.count, chunkCount: 0, status: .pending, root: input[root],
        createdAt: input[createdAt], updatedAt: input[updatedAt]), content: input[documentContent])
  }

  private static let sessionIfAny = optional("session")
  private static let userIfAny = optional("user")
  private static let prompt = content("prompt")
  private static let taskStatus = Field<TaskStatus>.required("status", .oneOf, "status")
  private static let result = Field<JSONText?>.optional("result", .json, "result")
  private static let finishedAt = timeIfAny("finished_at")

  static let task = Kind<AgentTask>.object([
    id.any, sessionIfAny.any, userIfAny.any, prompt.any, taskStatus.any, result.any, createdAt.any, createdBy.any,
    updatedAt.any, finishedAt.any,
  ]) { input throws(ScrubjayError) in
    AgentTask(
      id: input[id], session: input[sessionIfAny], user: input[userIfAny], prompt: input[prompt],
      status: input[taskStatus], result: input[result], createdAt: input[createdAt], createdBy: input[createdBy],
      updatedAt: input[updatedAt], finishedAt: input[finishedAt])
  }
}
