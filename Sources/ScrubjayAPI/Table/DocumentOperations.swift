import ScrubjayCore
import ScrubjayEngine

/// Documents: texts that are kept in chunks, by hand or from folders.
enum DocumentOperations {
  private static let path = Field<String>.required(
    "path", .text(Limits.pathBytes), "The path in its namespace, such as guides/setup.md.")
  private static let content = Field<String>.required("content", .text(Limits.documentBytes), "The text.")
  private static let namespace = Field<Namespace?>.optional(
    "namespace", Fields.namespace, "The namespace; org:TENANT by default.")
  private static let title = Field<String?>.optional(
    "title", .text(Limits.nameBytes),
    "The title; by default that of the front matter, the first heading or the file's name.")
  private static let type = Field<DocumentType?>.optional(
    "type", .oneOf, "The document type; by default told from the path's extension, else markdown.")
  private static let root = Field<String?>.optional(
    "root", .text(Limits.pathBytes), "The folder from which it was read; a sync of that folder may delete it.")
  private static let movedFrom = Field<String?>.optional(
    "moved_from", .text(Limits.pathBytes),
    "Its previous path: the document keeps its id, and its chunks if the content is the same.")
  private static let id = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The document's id.")

  private static let byNamespace = Fields.filter(
    "namespace", Fields.prefix, "In or below this namespace; it matches whole segments.")
  private static let byPath = Fields.filter("path", .text(Limits.pathBytes), "With this path.")
  private static let byType = Fields.filter("type", .oneOf as Kind<DocumentType>, "Of this type.")
  private static let byStatus = Fields.filter("status", .oneOf as Kind<SyncStatus>, "In this status.")
  private static let byRoot = Fields.filter("root", .text(Limits.pathBytes), "From this folder.")
  private static let pageLimit = Fields.limit(50)
  private static let folder = Field<String>.required(
    "path", .text(Limits.pathBytes), "A document folder that the server watches, or a path in it.")

  private static let query = Field<String>.required(
    "query", .text(Limits.queryBytes), "A question or keywords.")
  private static let ofType = Field<DocumentType?>.optional("type", .oneOf, "Documents of this type.")
  private static let namespaces = Field<[NamespacePrefix]>.optional(
    "namespaces", .list(of: Fields.prefix, 0...Limits.namespacesPerRecall), default: [],
    "In or below these namespaces; by default all that the key may read.")
  private static let limit = Field<Int>.optional(
    "limit", .integer(1...Limits.pageSize), default: RecallQuery.defaultLimit,
    shown: .integer(RecallQuery.defaultLimit), "The maximum number of hits.")
  private static let mode = Field<RecallMode>.optional(
    "mode", .oneOf, default: .both, shown: .string(RecallMode.both.rawValue),
    "The search mode: words, meaning, or both; without an embedding model, both means words.")

  static let all: [Operation] = [
    .one(
      "documents put", .put, "/v1/documents", "Store or replace a document",
      """
      Needs write on the namespace. A document with the same namespace and path is replaced, or left unchanged if the \
      content is the same. The path of a document from another folder is 409 'document_exists'.
      """,
      takes: [
        path.any, content.any, namespace.any, title.any, type.any, Fields.metadata.any, root.any, movedFrom.any,
        Fields.wait.any,
      ], gives: .document
    ) { context, input in
      try await context.engine.documents.put(
        DocumentDraft(
          namespace: input[namespace], path: input[path], content: input[content], title: input[title],
          type: input[type], metadata: input[Fields.metadata], root: input[root], movedFrom: input[movedFrom]),
        wait: input[Fields.wait], as: context.call)
    },
    .page(
      "documents list", "/v1/documents", "List documents, in the order in which they were stored",
      """
      Without 'namespace' it needs the grant 'admin'. 'sync_status' says whether the indexes are up to date: \
      pending while the document is being embedded, synced, stale while a changed file or another model is pending, or \
      failed with the reason in 'failure'.
      """,
      takes: [
        byNamespace.any, byPath.any, byType.any, byStatus.any, byRoot.any, pageLimit.any, Fields.cursor.any,
      ], gives: .document
    ) { context, input in
      try await context.engine.documents.list(
        DocumentFilter(
          namespaces: [input[byNamespace]].compactMap { $0 }, path: input[byPath], type: input[byType],
          status: input[byStatus], root: input[byRoot]),
        cursor: input[Fields.cursor], limit: input[pageLimit], as: context.call)
    },
    .one(
      "documents search", .post, "/v1/documents/search", "Search documents",
      "Each hit is a chunk of a document: 'id' is the document's, 'content' the chunk's text.",
      takes: [query.any, ofType.any, namespaces.any, limit.any, mode.any, RecallOperations.explain.any],
      reads: true, gives: .recall
    ) { context, input in
      let start = ContinuousClock.now
      let result = try await context.engine.documents.search(
        DocumentQuery(
          input[query], type: input[ofType], namespaces: input[namespaces], limit: input[limit], mode: input[mode],
          explains: input[RecallOperations.explain]),
        as: context.call)
      return RecallAnswer(result: result, took: ContinuousClock.now - start)
    },
    .one(
      "documents rescan", .post, "/v1/documents/sync", status: 202, "Rescan a document folder",
      """
      Needs write on the folder's namespace. The folders are those given to 'serve', which also watches them. The \
      response is a job, and 'jobs get' shows its progress. A path in none of the folders is 404 'folder_not_served'.
      """, takes: [folder.any], gives: .job
    ) { context, input in try await context.engine.documents.sync(input[folder], as: context.call) },
    .one(
      "documents get", .get, "/v1/documents/{id}", "Show a document with its content", takes: [id.any],
      gives: .documentDetail
    ) { context, input in try await context.engine.documents.get(input[id], as: context.call) },
    .done(
      "documents delete", .delete, "/v1/documents/{id}", "Delete a document",
      "Needs write on its namespace. If its file is still in a synced folder, the next sync stores it again.",
      takes: [id.any]
    ) { context, input in try await context.engine.documents.delete(input[id], as: context.call) },
  ]
}
