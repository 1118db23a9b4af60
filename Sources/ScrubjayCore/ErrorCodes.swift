extension ScrubjayError.Code {
  /// The body is not JSON that can be accepted.
  public static let invalidJSON = Self("invalid_json", .invalid)
  /// A field has a wrong type or value, is missing, or is unknown.
  public static let invalidField = Self("invalid_field", .invalid)
  /// The target, a header or a parameter of the request is malformed.
  public static let invalidRequest = Self("invalid_request", .invalid)
  /// A namespace is malformed.
  public static let invalidNamespace = Self("invalid_namespace", .invalid)
  /// A list or recall names nothing to look in, which only an admin may.
  public static let scopeRequired = Self("scope_required", .invalid)
  /// A command line cannot be understood.
  public static let usage = Self("usage", .invalid)
  /// A configuration file, variable or flag has a wrong value.
  public static let invalidConfiguration = Self("invalid_configuration", .invalid)

  /// No key was sent, or none that is known and in force.
  public static let unauthenticated = Self("unauthenticated", .unauthenticated)
  /// The key has no grant for this; the message names it.
  public static let missingGrant = Self("missing_grant", .forbidden)
  /// A browser page of another site, or a name that is not this machine's, asks a server without keys.
  public static let hostNotAllowed = Self("host_not_allowed", .forbidden)

  /// There is no such path.
  public static let noSuchPath = Self("no_such_path", .notFound)
  /// There is no such session in this tenant.
  public static let sessionNotFound = Self("session_not_found", .notFound)
  /// There is no such event in this session.
  public static let eventNotFound = Self("event_not_found", .notFound)
  /// There is no such memory in this tenant.
  public static let memoryNotFound = Self("memory_not_found", .notFound)
  /// The memory has no such version.
  public static let versionNotFound = Self("version_not_found", .notFound)
  /// The state has no such key.
  public static let stateNotFound = Self("state_not_found", .notFound)
  /// There is no such key in this tenant.
  public static let keyNotFound = Self("key_not_found", .notFound)
  /// There is no such tenant.
  public static let tenantNotFound = Self("tenant_not_found", .notFound)
  /// There is no such task in this tenant.
  public static let taskNotFound = Self("task_not_found", .notFound)
  /// There is no such document in this tenant.
  public static let documentNotFound = Self("document_not_found", .notFound)
  /// There is no such job in this tenant.
  public static let jobNotFound = Self("job_not_found", .notFound)
  /// There is no such conflict in this tenant.
  public static let conflictNotFound = Self("conflict_not_found", .notFound)
  /// There is no such consolidation in this tenant.
  public static let consolidationNotFound = Self("consolidation_not_found", .notFound)
  /// No folder of documents that this server was given holds the path.
  public static let folderNotServed = Self("folder_not_served", .notFound)
  /// A folder of documents is not there, or cannot be read.
  public static let folderUnusable = Self("folder_unusable", .unavailable)
  /// There is no such file.
  public static let fileNotFound = Self("file_not_found", .notFound)
  /// The path exists, but not with this method.
  public static let methodNotAllowed = Self("method_not_allowed", .methodNotAllowed)

  /// A session with this id exists.
  public static let sessionExists = Self("session_exists", .conflict)
  /// An event with this id exists.
  public static let eventExists = Self("event_exists", .conflict)
  /// A memory with this namespace and key, or this id, exists.
  public static let memoryExists = Self("memory_exists", .conflict)
  /// A document with this namespace and path, which comes from another folder, exists.
  public static let documentExists = Self("document_exists", .conflict)
  /// A task with this id exists.
  public static let taskExists = Self("task_exists", .conflict)
  /// The memory is there, so there is nothing to restore.
  public static let memoryNotDeleted = Self("memory_not_deleted", .conflict)
  /// What the version said was taken out of it for good.
  public static let versionRedacted = Self("version_redacted", .conflict)
  /// A tenant with this id exists.
  public static let tenantExists = Self("tenant_exists", .conflict)
  /// The tenant still holds data.
  public static let tenantNotEmpty = Self("tenant_not_empty", .conflict)
  /// The session or task cannot go from its status to that one.
  public static let illegalTransition = Self("illegal_transition", .conflict)
  /// The conflict was resolved, or its memories have changed since it was found.
  public static let conflictNotOpen = Self("conflict_not_open", .conflict)
  /// The consolidation was undone before.
  public static let consolidationUndone = Self("consolidation_undone", .conflict)
  /// The job's state does not allow this.
  public static let jobNotRetryable = Self("job_not_retryable", .conflict)
  /// Only a job that waits can be given up.
  public static let jobNotWaiting = Self("job_not_waiting", .conflict)
  /// The session's status does not allow this.
  public static let sessionNotOpen = Self("session_not_open", .conflict)
  /// The idempotency key was used with another request.
  public static let idempotencyConflict = Self("idempotency_conflict", .conflict)
  /// What was answered to the request with this idempotency key has been redacted, purged, deleted or erased since.
  public static let answerErased = Self("answer_erased", .conflict)
  /// The revision or version that the caller expected is not the current one.
  public static let stale = Self("stale", .stale)

  /// The body is larger than the server takes.
  public static let bodyTooLarge = Self("body_too_large", .tooLarge)
  /// The body is not `application/json`.
  public static let unsupportedMediaType = Self("unsupported_media_type", .unsupportedMedia)
  /// Too many requests are being answered at once.
  public static let tooManyRequests = Self("too_many_requests", .unavailable)
  /// The tenant asks more often than its quota allows.
  public static let rateLimited = Self("rate_limited", .throttled)
  /// The request took too long to arrive.
  public static let requestTimeout = Self("request_timeout", .timedOut)

  /// The database stayed locked by another process.
  public static let databaseBusy = Self("database_busy", .unavailable)
  /// The database is served by another process.
  public static let databaseInUse = Self("database_in_use", .conflict)
  /// The database was written by a newer program.
  public static let databaseTooNew = Self("database_too_new", .conflict)
  /// The database cannot be opened or read.
  public static let databaseUnusable = Self("database_unusable", .unavailable)
  /// No embedding model can be asked now, so nothing can be found by meaning.
  public static let embedderUnavailable = Self("embedder_unavailable", .unavailable)
  /// What was written is stored, but its embedding is late.
  public static let notEmbeddedYet = Self("not_embedded_yet", .conflict)
  /// The files of an embedding model are missing, damaged, or of a kind that is not read here.
  public static let modelUnusable = Self("model_unusable", .unavailable)
  /// No language model is configured, which this needs, or it does not answer now.
  public static let llmUnavailable = Self("llm_unavailable", .unavailable)
  /// An embedding has another number of dimensions than its model's others.
  public static let dimensionMismatch = Self("dimension_mismatch", .conflict)
  /// The disk is full; nothing of the request was stored.
  public static let diskFull = Self("disk_full", .full)
  /// The tenant holds as much as its quota allows; nothing of the request was stored.
  public static let quotaExceeded = Self("quota_exceeded", .full)
  /// The storage has been closed.
  public static let closed = Self("closed", .unavailable)
  /// The server could not be reached.
  public static let serverUnreachable = Self("server_unreachable", .unavailable)
  /// A defect; the log has more.
  public static let internalError = Self("internal_error", .internal)
}
