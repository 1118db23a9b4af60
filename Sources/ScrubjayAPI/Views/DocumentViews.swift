import ScrubjayCore
import ScrubjayEngine

extension View<Document> {
  static let document = View(
    "Document", columns: ["path", "title", "sync_status", "chunks", "failure"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("namespace", Shape.text, "The namespace.") { .string($0.namespace.description) },
      Property("path", Shape.text, "The path in its namespace.") { .string($0.path) },
      Property("title", Shape.text, "The title.") { .string($0.title) },
      Property("type", Shape.oneOf(DocumentType.self), "The document type.") { .string($0.type.rawValue) },
      Property("sha256", Shape.optionalText, "The SHA-256 of the content, if there ever was any.") { .text($0.sha256) },
      Property("metadata", Shape.object, "The caller's own metadata.") { $0.metadata.json },
      Property("bytes", Shape.integer, "The length of the content, in bytes.") { .integer($0.bytes) },
      Property("chunks", Shape.integer, "The number of chunks.") { .integer($0.chunkCount) },
      Property("embedding_model", Shape.optionalText, "The model with which its chunks are embedded.") {
        .text($0.embeddingModel)
      },
      Property("sync_status", Shape.oneOf(SyncStatus.self), "Whether the indexes are up to date.") {
        .string($0.status.rawValue)
      },
      Property("failure", Shape.optionalText, "The reason for the failure.") { .text($0.failure?.reason) },
      Property("failure_cause", Shape.optionalText, "The failed step: reading the file, or embedding.") {
        .text($0.failure?.cause.rawValue)
      },
      Property("root", Shape.optionalText, "The folder it comes from.") { .text($0.root) },
      Property("synced_at", Shape.optionalTime, "When the indexes were last up to date.") { .time($0.syncedAt) },
      Property("created_at", Shape.time, "When it was first stored.") { .time($0.createdAt) },
      Property("updated_at", Shape.time, "When it was last changed.") { .time($0.updatedAt) },
    ])
}

extension View<DocumentDetail> {
  static let documentDetail = View(
    "DocumentWithContent", columns: View<Document>.document.columns,
    View<Document>.document.properties { $0.document } + [
      Property("content", Shape.text, "The text.") { .string($0.content) }
    ])
}
