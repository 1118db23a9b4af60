extension ScrubjayError.Code {
  /// The body is not valid JSON, or exceeds the limits for JSON.
  public static let invalidJSON = Self("invalid_json", .invalid)
  /// A field is missing or unknown, or has an invalid type or value.
  public static let invalidField = Self("invalid_field", .invalid)
  /// The request target, a header or a parameter is malformed.
  public static let invalidRequest = Self("invalid_request", .invalid)
  /// A namespace is malformed.
  public static let invalidNamespace = Self("invalid_namespace", .invalid)
  /// A list or recall names no user, session or namespace; only an admin key may omit it.
  public static let scopeRequired = Self("scope_required", .invalid)
  /// The command line is invalid.
  public static let usage = Self("usage", .invalid)
  /// A configuration file, environment variable or flag has an invalid value.
  public static let invalidConfiguration = Self("invalid_configuration", .invalid)

  /// No key was sent, or the key is unknown, expired or revoked.
  public static let unauthenticated = Self("unauthenticated", .unauthenticated)
  /// The key lacks the required grant; the message names it.
  public static let missingGrant = Self("missing_grant", .forbidden)
  /// A server without keys got a request from another site's web page, or for a host name other than this machine's.
  public static let hostNotAllowed = Self("host_not_allowed", .forbidden)

  /// The path does not exist.
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
  /// The path is in none of the document folders that the server watches.
  public static let folderNotServed = Self("folder_not_served", .notFound)
  /// A document folder is missing, or cannot be read.
  public static let folderUnusable = Self("folder_unusable", .unavailable)
  /// The file does not exist.
  public static let fileNotFound = Self("file_not_found", .notFound)
  /// The path exists, but not with this method.
  public static let methodNotAllowed = Self("method_not_allowed", .methodNotAllowed)

  /// A session with this id already exists.
  public static let sessionExists = Self("session_exists", .conflict)
  /// An event with this id already exists.
  public static let eventExists = Self("event_exists", .conflict)
  /// A memory with this namespace and key, or with this id, already exists.
  public static let memoryExists = Self("memory_exists", .conflict)
  /// A document from another folder already has this namespace and path.
  public static let documentExists = Self("document_exists", .conflict)
  /// A task with this id already exists.
  public static let taskExists = Self("task_exists", .conflict)
  /// The memory is not deleted, so there is nothing to restore.
  public static let memoryNotDeleted = Self("memory_not_deleted", .conflict)
  /// The version's content has been redacted.
  public static let versionRedacted = Self("version_redacted", .conflict)
  /// A tenant with this id already exists.
  public static let tenantExists = Self("tenant_exists", .conflict)
  /// The tenant still holds data.
  public static let tenantNotEmpty = Self("tenant_not_empty", .conflict)
  /// The session or task cannot change from its current status to the requested one.
  public static let illegalTransition = Self("illegal_transition", .conflict)
  /// The conflict has been resolved, or its memories have changed since it was found.
  public static let conflictNotOpen = Self("conflict_not_open", .conflict)
  /// The consolidation has already been undone.
  public static let consolidationUndone = Self("consolidation_undone", .conflict)
  /// The job's state does not allow this.
  public static let jobNotRetryable = Self("job_not_retryable", .conflict)
  /// Only a waiting job can be discarded.
  public static let jobNotWaiting = Self("job_not_waiting", .conflict)
  /// The session's status does not allow this.
  public static let sessionNotOpen = Self("session_not_open", .conflict)
  /// The idempotency key was already used with a different request.
  public static let idempotencyConflict = Self("idempotency_conflict", .conflict)
  /// The data in the original response to this idempotency key has since been redacted, purged, deleted or erased.
  public static let answerErased = Self("answer_erased", .conflict)
  /// The expected revision or version is not the current one.
  public static let stale = Self("stale", .stale)

  /// The body exceeds the size limit.
  public static let bodyTooLarge = Self("body_too_large", .tooLarge)
  /// The body is not `application/json`.
  public static let unsupportedMediaType = Self("unsupported_media_type", .unsupportedMedia)
  /// The server has reached its limit of concurrent requests.
  public static let tooManyRequests = Self("too_many_requests", .unavailable)
  /// The tenant exceeds its request quota; `Retry-After` says when to try again.
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
  /// No embedding model is available, so semantic search is not possible.
  public static let embedderUnavailable = Self("embedder_unavailable", .unavailable)
  /// The write is stored, but not embedded within the time allowed; do not send it again.
  public static let notEmbeddedYet = Self("not_embedded_yet", .conflict)
  /// The files of an embedding model are missing, damaged, or of an unsupported kind.
  public static let modelUnusable = Self("model_unusable", .unavailable)
  /// The operation needs a language model, but none is configured or it does not answer.
  public static let llmUnavailable = Self("llm_unavailable", .unavailable)
  /// An embedding's number of dimensions differs from that of the model's other embeddings.
  public static let dimensionMismatch = Self("dimension_mismatch", .conflict)
  /// The disk is full; nothing of the request was stored.
  public static let diskFull = Self("disk_full", .full)
  /// The tenant's storage quota is exhausted; nothing of the request was stored.
  public static let quotaExceeded = Self("quota_exceeded", .full)
  /// The storage is closed.
  public static let closed = Self("closed", .unavailable)
  /// The server could not be reached.
  public static let serverUnreachable = Self("server_unreachable", .unavailable)
  /// A bug in Scrubjay; the log has details.
  public static let internalError = Self("internal_error", .internal)
}
