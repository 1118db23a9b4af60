/// A text that is kept in chunks, so that it can be searched: a file of a folder, or what a caller sent.
public struct Document: Sendable, Hashable, Codable {
  /// The order in which the tenant's documents were first stored; it grows, with gaps, and is never used again; 0 until
  /// then.
  public var sequence: Int64
  /// The id, unique in the tenant.
  public let id: String
  /// Where it lives, and so who may read it.
  public let namespace: Namespace
  /// What it is called there; no other document of the namespace has the same.
  public var path: String
  /// The title: of its front matter, its first heading, or its file's name.
  public var title: String
  /// How it is read.
  public var type: DocumentType
  /// The SHA-256 of the content in hexadecimal; `nil` while there never was any, since the file could not be read.
  public var sha256: String?
  /// The caller's own data, an object.
  public var metadata: JSONText
  /// The length of the content, in bytes of UTF-8.
  public var bytes: Int
  /// How many chunks it has.
  public var chunkCount: Int
  /// The embedding model that its chunks are found by, once they are.
  public var embeddingModel: String?
  /// Whether what is found is what there is.
  public var status: SyncStatus
  /// Why it failed, if it did.
  public var failure: Failure?
  /// The folder that it comes from, by its path; `nil` when a caller sent it.
  public var root: String?
  /// When what is found last was what there is.
  public var syncedAt: Timestamp?
  /// When it was first stored.
  public let createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp

  /// Why a document could not be brought up to date.
  public struct Failure: Sendable, Hashable, Codable {
    /// What could not be done.
    public let cause: Cause
    /// Why, in a sentence.
    public let reason: String

    /// What cannot be done with a document.
    public enum Cause: String, Sendable, Codable, CaseIterable {
      /// Its file could not be read; what was read of it before is still found.
      case file
      /// Its chunks could not be embedded; they are found by their words.
      case embedding
    }

    /// A failure.
    public init(_ cause: Cause, _ reason: String) {
      self.cause = cause
      self.reason = reason
    }
  }

  /// A document.
  public init(
    sequence: Int64 = 0, id: String, namespace: Namespace, path: String, title: String, type: DocumentType,
    sha256: String?, metadata: JSONText, bytes: Int, chunkCount: Int, embeddingModel: String? = nil,
    status: SyncStatus, failure: Failure? = nil, root: String? = nil, syncedAt: Timestamp? = nil,
    createdAt: Timestamp, updatedAt: Timestamp
  ) {
    self.sequence = sequence
    self.id = id
    self.namespace = namespace
    self.path = path
    self.title = title
    self.type = type
    self.sha256 = sha256
    self.metadata = metadata
    self.bytes = bytes
    self.chunkCount = chunkCount
    self.embeddingModel = embeddingModel
    self.status = status
    self.failure = failure
    self.root = root
    self.syncedAt = syncedAt
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}

/// How a document is read.
public enum DocumentType: String, Sendable, Codable, CaseIterable {
  /// With headings, paragraphs, fenced code and front matter.
  case markdown
  /// As it is.
  case text

  /// The type of a file by its name; `nil` for one that is no document.
  public init?(fileName name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "md", "markdown", "mdown", "mkd": self = .markdown
    case "txt", "text": self = .text
    default: return nil
    }
  }
}

/// Whether what is found of a document is what there is.
public enum SyncStatus: String, Sendable, Codable, CaseIterable {
  /// It is found by its words; its embedding is under way.
  case pending
  /// It is found as it is.
  case synced
  /// Its file could not be read, or its chunks not embedded.
  case failed
  /// What is found is outdated: a changed file, or another embedding model, is waiting for its turn.
  case stale
}

/// A part of a document: what is searched, and found.
public struct DocumentChunk: Sendable, Hashable, Codable {
  /// The order in which the tenant's chunks were stored; it grows, with gaps, and is never used again; 0 until then.
  public var sequence: Int64
  /// Its place in the document, from 0.
  public let place: Int
  /// The headings above its beginning, the outermost first; those of the chunk itself included.
  public let headings: [String]
  /// Where it begins in the content, in bytes of UTF-8; up to the end of the chunk before it says what that one says.
  public let start: Int
  /// What of the text before it is repeated so that it can be understood: the head of the table that it goes on with, the
  /// line that opened its code, the items that its own lie in, and the heading above those; empty for most.
  public let lead: String
  /// The text of its own place.
  public let text: String
  /// Whether it holds anything that could be found by its meaning.
  public let hasMeaning: Bool

  /// Where it ends in the content, in bytes of UTF-8.
  public var end: Int { start + text.utf8.count }

  /// The text as it is searched and shown, with its lead.
  public var content: String { lead + text }

  /// A chunk.
  public init(
    sequence: Int64 = 0, place: Int, headings: [String], start: Int, lead: String = "", text: String, hasMeaning: Bool
  ) {
    self.sequence = sequence
    self.place = place
    self.headings = headings
    self.start = start
    self.lead = lead
    self.text = text
    self.hasMeaning = hasMeaning
  }
}

/// A chunk with the document that it is of.
public struct FoundChunk: Sendable, Hashable {
  /// The document.
  public let document: Document
  /// The chunk.
  public let chunk: DocumentChunk

  /// A chunk of a document.
  public init(_ document: Document, _ chunk: DocumentChunk) {
    self.document = document
    self.chunk = chunk
  }
}

extension Document {
  /// What its chunks are searched together with.
  public var owner: ItemOwner { ItemOwner(.document, namespace.owner, namespace.description) }
}
