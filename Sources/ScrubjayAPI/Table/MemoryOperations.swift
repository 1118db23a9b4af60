import ScrubjayCore
import ScrubjayEngine

/// Memories and their versions.
enum MemoryOperations {
  private static let namespace = Field<Namespace>.required(
    "namespace", Fields.namespace, "Where it shall live, such as user:alice:preferences.")
  private static let key = Field<String?>.optional(
    "key", .text(Limits.nameBytes), "Its name there; one is made when there is none.")
  private static let content = Field<String?>.optional(
    "content", .text(Limits.contentBytes), "The text it is recalled by; the value's text when there is none.")
  private static let value = Field<JSONText?>.optional("value", .json, "Your value, any JSON.")
  private static let type = Field<MemoryType>.required("type", .oneOf, "What kind of memory it is.")
  private static let importance = Field<Int>.optional(
    "importance", .integer(1...10), default: MemoryDraft.defaultImportance,
    shown: .integer(MemoryDraft.defaultImportance), "How much it matters.")
  private static let category = Field<String?>.optional(
    "category", .text(Limits.nameBytes), "The category, such as preferences or health.")
  private static let validFrom = Field<Timestamp?>.optional("valid_from", .time, "From when it holds.")
  private static let validUntil = Field<Timestamp?>.optional("valid_until", .time, "Until when it holds.")
  private static let expiresAt = Field<Timestamp?>.optional("expires_at", .time, "When it is forgotten.")
  private static let sources = Field<[MemorySource]>.optional(
    "sources", .list(of: source, 0...Limits.sourcesPerMemory), default: [], "What it was made from.")

  private static let sourceSession = Field<String>.required("session", .text(Limits.nameBytes), "The session.")
  private static let sourceEvent = Field<String?>.optional(
    "event", .text(Limits.nameBytes), "The event or message, when it is one and not the whole session.")
  private static let source = Kind<MemorySource>.object([sourceSession.any, sourceEvent.any]) {
    input throws(ScrubjayError) in
    MemorySource(session: input[sourceSession], event: input[sourceEvent])
  }

  private static let fields = [
    namespace.any, type.any, content.any, value.any, key.any, importance.any, category.any, Fields.metadata.any,
    validFrom.any, validUntil.any, expiresAt.any, sources.any,
  ]
  private static let memories = Field<[MemoryDraft]>.required(
    "memories",
    .list(of: .object(fields) { input throws(ScrubjayError) in draft(input) }, 1...Limits.memoriesPerRequest),
    "The memories.")

  private static func draft(_ input: Input) -> MemoryDraft {
    MemoryDraft(
      namespace: input[namespace], key: input[key], content: input[content], value: input[value], type: input[type],
      importance: input[importance], category: input[category], metadata: input[Fields.metadata],
      validFrom: input[validFrom], validUntil: input[validUntil], expiresAt: input[expiresAt],
      sources: input[sources])
  }

  private static let newContent = Field<String?>.optional("content", .text(Limits.contentBytes), "The new text.")
  private static let newValue = Field<Change<JSONText>>.change("value", .json, "The new value; null takes it away.")
  private static let newType = Field<MemoryType?>.optional("type", .oneOf, "The new type.")
  private static let newImportance = Field<Int?>.optional("importance", .integer(1...10), "The new importance.")
  private static let newCategory = Field<Change<String>>.change(
    "category", .text(Limits.nameBytes), "The new category.")
  private static let newMetadata = Field<JSONText?>.optional("metadata", .object, "The new metadata.")
  private static let newValidFrom = Field<Change<Timestamp>>.change("valid_from", .time, "From when it holds.")
  private static let newValidUntil = Field<Change<Timestamp>>.change("valid_until", .time, "Until when it holds.")
  private static let newExpiresAt = Field<Change<Timestamp>>.change("expires_at", .time, "When it is forgotten.")
  private static let newSources = Field<[MemorySource]?>.optional(
    "sources", .list(of: source, 0...Limits.sourcesPerMemory), "What this version was made from.")

  private static let ofSession = Field<String>.required(
    "session", .text(Limits.nameBytes), in: .query, "The session that sees it.")
  private static let ofKey = Field<String>.required("key", .text(Limits.nameBytes), in: .query, "The key.")
  private static let byNamespace = Fields.filter(
    "namespace", Fields.prefix, "In or below this namespace; it matches whole segments.")
  private static let byUser = Fields.filter("user", .text(Limits.nameBytes), "Also in this user's namespace.")
  private static let byProject = Fields.filter(
    "project", .text(Limits.nameBytes), "Also in this project's namespace.")
  private static let byApp = Fields.filter("app", .text(Limits.nameBytes), "Also in this app's namespace.")
  private static let byKey = Fields.filter("key", .text(Limits.nameBytes), "With this key.")
  private static let byType = Field<[MemoryType]>.optional(
    "type", .list(of: .oneOf, 0...MemoryType.allCases.count), in: .query, default: [], "Of this type; may be repeated.")
  private static let byCategory = Fields.filter("category", .text(Limits.nameBytes), "Of this category.")
  private static let byCreator = Fields.filter("created_by", .text(Limits.nameBytes), "First stored by this actor.")
  private static let updatedSince = Fields.filter("updated_since", .time, "Changed at or after this time.")
  private static let asOf = Fields.filter(
    "as_of", .time, "As it was recorded at this time: what was stored later, or was deleted then, does not show.")
  private static let validAt = Fields.filter("valid_at", .time, "Only what holds at this time.")
  private static let order = Fields.filter(
    "order", .oneOf as Kind<MemoryOrder>,
    "By importance, then the last changed; or by 'updated' alone, which is what a namespace alone gives.")
  private static let includeDeleted = Field<Bool>.optional(
    "include_deleted", .flag, in: .query, default: false, shown: false, "Deleted ones too.")
  private static let includeInvalid = Field<Bool>.optional(
    "include_invalid", .flag, in: .query, default: false, shown: false,
    "Also those whose validity is over, or has not begun, such as superseded ones.")
  private static let limit = Fields.filter(
    "limit", .integer(1...Limits.pageSize),
    "\(Fields.limitAbout) By default \(Memories.defaultLimit), or \(Memories.defaultNamespaceLimit) for a namespace.")
  private static let version = Fields.filter("version", .integer(1...Int(Int32.max)), "This version, not the current.")
  private static let target = Field<Int>.required("version", .integer(1...Int(Int32.max)), "The version.")
  private static let diffFrom = Field<Int>.required(
    "from", .integer(1...Int(Int32.max)), in: .query, "The version to start from.")
  private static let diffTo = Fields.filter(
    "to", .integer(1...Int(Int32.max)), "The version to compare with it; the last when not given.")
  private static let shared = Field<Namespace>.required(
    "namespace", Fields.namespace, "Where the copy shall live, such as org:acme.")
  private static let sharedKey = Field<String?>.optional(
    "key", .text(Limits.nameBytes), "Its name there; the memory's own key, if it was chosen, when there is none.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .one(
      "memories add", .post, "/v1/memories", status: 201, "Store a memory",
      """
      Needs write on the namespace. A namespace and key that exist are 409 'memory_exists'; under a deleted key the \
      versions go on.
      """,
      takes: fields + [Fields.wait.any], gives: .memory
    ) { context, input in
      try await context.engine.memories.add(draft(input), wait: input[Fields.wait], as: context.call)
    },
    .one(
      "memories batch", .post, "/v1/memories/batch", status: 201, "Store several memories, all or none",
      "As each alone would be stored; an error names the one that it is about, as in 'memories[2].content'.",
      takes: [memories.any, Fields.wait.any], gives: .memories
    ) { context, input in
      try await context.engine.memories.add(input[memories], wait: input[Fields.wait], as: context.call)
    },
    .page(
      "memories list", "/v1/memories", "List memories of namespaces",
      "Without 'namespace', 'user', 'project' or 'app' it needs the grant 'admin'. Those that have expired, or are not valid at the time, are left out.",
      takes: [
        byNamespace.any, byUser.any, byProject.any, byApp.any, byKey.any, byType.any, byCategory.any, byCreator.any,
        updatedSince.any, order.any, asOf.any, validAt.any, includeDeleted.any, includeInvalid.any, limit.any,
        Fields.cursor.any,
      ], gives: .memory
    ) { context, input in
      let owners: [Namespace?] = [
        input[byUser].map { Namespace(.user, $0) }, input[byProject].map { Namespace(.project, $0) },
        input[byApp].map { Namespace(.app, $0) },
      ]
      let prefixes = [input[byNamespace]].compactMap { $0 } + owners.compactMap { $0.map(NamespacePrefix.init) }
      let isNamespaceAlone = input[byNamespace] != nil && prefixes.count == 1
      return try await context.engine.memories.list(
        MemoryFilter(
          namespaces: prefixes, key: input[byKey], types: input[byType], category: input[byCategory],
          createdBy: input[byCreator], updatedSince: input[updatedSince], includesDeleted: input[includeDeleted],
          validAt: input[validAt], asOf: input[asOf]),
        order: input[order] ?? (isNamespaceAlone ? .updated : .importance), cursor: input[Fields.cursor],
        limit: input[limit] ?? (isNamespaceAlone ? Memories.defaultNamespaceLimit : Memories.defaultLimit),
        includesInvalid: input[includeInvalid], as: context.call)
    },
    .one(
      "memories resolve", .get, "/v1/memories/resolve", "Show what a session sees under a key, and what that hides",
      """
      Needs read on the session. The nearest counts of what the key may read, in this order: temp, session, user, app, \
      project, org.
      """,
      takes: [ofSession.any, ofKey.any, asOf.any, validAt.any], gives: .resolution
    ) { context, input in
      try await context.engine.memories.resolve(
        input[ofKey], session: input[ofSession], asOf: input[asOf], validAt: input[validAt], as: context.call)
    },
    .one(
      "memories get", .get, "/v1/memories/{id}", "Show a memory, or one of its versions",
      takes: [Fields.memory.any, version.any, asOf.any, validAt.any], gives: .memory
    ) { context, input in
      try await context.engine.memories.get(
        input[Fields.memory], version: input[version], asOf: input[asOf], validAt: input[validAt], as: context.call)
    },
    .one(
      "memories update", .patch, "/v1/memories/{id}", "Change a memory by giving it a new version",
      takes: [
        Fields.memory.any, newContent.any, newValue.any, newType.any, newImportance.any, newCategory.any,
        newMetadata.any, newValidFrom.any, newValidUntil.any, newExpiresAt.any, newSources.any, Fields.wait.any,
      ], revision: true, gives: .memory
    ) { context, input in
      try await context.engine.memories.update(
        input[Fields.memory],
        MemoryPatch(
          content: input[newContent], value: input[newValue], type: input[newType], importance: input[newImportance],
          category: input[newCategory], metadata: input[newMetadata], validFrom: input[newValidFrom],
          validUntil: input[newValidUntil], expiresAt: input[newExpiresAt], sources: input[newSources]),
        version: context.revision, wait: input[Fields.wait], as: context.call)
    },
    .done(
      "memories delete", .delete, "/v1/memories/{id}", "Delete a memory softly",
      "It is no longer listed or recalled; its versions can still be read.", takes: [Fields.memory.any], revision: true
    ) { context, input in
      try await context.engine.memories.delete(
        input[Fields.memory], version: context.revision, as: context.call)
    },
    .page(
      "memories history", "/v1/memories/{id}/history", "List a memory's versions, the oldest first",
      "'origin' says how each came to be.", takes: [Fields.memory.any, asOf.any, pageLimit.any, Fields.cursor.any],
      gives: .memoryVersion
    ) { context, input in
      try await context.engine.memories.history(
        of: input[Fields.memory], asOf: input[asOf], cursor: input[Fields.cursor], limit: input[pageLimit],
        as: context.call)
    },
    .one(
      "memories diff", .get, "/v1/memories/{id}/diff", "Show what is different between two versions of a memory",
      "A version that was redacted is 409 'version_redacted'.",
      takes: [Fields.memory.any, diffFrom.any, diffTo.any], gives: .memoryDiff
    ) { context, input in
      try await context.engine.memories.diff(
        of: input[Fields.memory], from: input[diffFrom], to: input[diffTo], as: context.call)
    },
    .one(
      "memories restore", .post, "/v1/memories/{id}/restore", "Bring a deleted or expired memory back",
      "It gets a new version that says what its last one says. One that is there is 409 'memory_not_deleted'.",
      takes: [Fields.memory.any, Fields.wait.any], revision: true, gives: .memory
    ) { context, input in
      try await context.engine.memories.restore(
        input[Fields.memory], version: context.revision, wait: input[Fields.wait], as: context.call)
    },
    .one(
      "memories rollback", .post, "/v1/memories/{id}/rollback", "Take a memory back to one of its versions",
      "It gets a new version that says what that one says.", takes: [Fields.memory.any, target.any, Fields.wait.any],
      revision: true, gives: .memory
    ) { context, input in
      try await context.engine.memories.rollback(
        input[Fields.memory], to: input[target], version: context.revision, wait: input[Fields.wait],
        as: context.call)
    },
    .one(
      "memories publish", .post, "/v1/memories/{id}/publish", "Copy a memory to a shared namespace",
      """
      Needs read on the memory and write on the namespace, which starts with app, project or org. A key that exists \
      there is 409 'memory_exists'.
      """,
      takes: [Fields.memory.any, shared.any, sharedKey.any, Fields.wait.any], revision: true, gives: .memory
    ) { context, input in
      try await context.engine.memories.publish(
        input[Fields.memory], to: input[shared], key: input[sharedKey], version: context.revision,
        wait: input[Fields.wait], as: context.call)
    },
    .one(
      "memories redact", .post, "/v1/memories/{id}/redact", "Take what a version says out of it for good",
      """
      Its content, value, metadata and category go; that it existed stays, and 'redacted_at' says when. Nothing goes \
      back to it.
      """,
      takes: [Fields.memory.any, target.any], revision: true, gives: .memory
    ) { context, input in
      try await context.engine.memories.redact(
        input[Fields.memory], input[target], version: context.revision, as: context.call)
    },
    .one(
      "memories purge", .post, "/v1/memories/{id}/purge", "Remove a memory for good, with all its versions",
      "Needs the grant 'admin'. The audit keeps that it was, and not what it said.", takes: [Fields.memory.any],
      revision: true, gives: .memory
    ) { context, input in
      try await context.engine.memories.purge(input[Fields.memory], version: context.revision, as: context.call)
    },
  ]
}
