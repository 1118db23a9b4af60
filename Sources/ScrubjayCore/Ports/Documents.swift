/// Reads documents and their chunks.
public protocol DocumentReader {
  /// Returns the document with the given id.
  func find(_ id: String) throws -> Document?
  /// Returns the document of this namespace and path.
  func find(_ namespace: Namespace, path: String) throws -> Document?
  /// Documents, in the order in which they were first stored.
  func list(_ filter: DocumentFilter, after cursor: String?, limit: Int) throws -> Page<Document>
  /// Returns the chunks of a document in their order, which together hold all of its content.
  func chunks(of document: Int64) throws -> [DocumentChunk]
  /// Returns all chunks of the tenant, most recently stored first.
  func chunks(before cursor: String?, limit: Int) throws -> Page<FoundChunk>
  /// Returns those of the chunks with these sequences whose documents the filter lets through, in no order.
  func chunks(sequences: [Int64], _ filter: DocumentFilter) throws -> [FoundChunk]
  /// Returns where the chunks of these stretches of documents stand, in no order; of those that overlap each may come twice.
  func places(_ stretches: [Stretch<Int64>]) throws -> [Place<Int64>]
}

/// Writes documents and their chunks.
public protocol DocumentWriter: DocumentReader {
  /// Stores a new document without chunks and gives it its sequence.
  ///
  /// - Throws: `document_exists` when there is one of this namespace and path, or with this id.
  func insert(_ document: Document) throws -> Document
  /// Stores what changed of a document itself.
  ///
  /// - Throws: `document_exists` when another document has its path now.
  func update(_ document: Document) throws
  /// Stores chunks in the place of those that a document has, and gives them their sequences.
  func replaceChunks(of document: Int64, with chunks: [DocumentChunk]) throws -> [DocumentChunk]
  /// Removes a document with its chunks.
  func delete(_ document: Int64) throws
  /// Marks documents as synced that wait for their embedding, or failed at it: those all of whose chunks that mean
  /// something have vectors of a model.
  ///
  /// - Parameter documents: Only these, by their sequences; `nil` for all of the tenant's.
  func settle(_ documents: [Int64]?, by model: VectorModel, at time: Timestamp) throws
  /// Marks every document that is synced as stale.
  func markStale() throws
}

/// Which documents to list; what is `nil` or empty does not matter.
public struct DocumentFilter: Sendable, Hashable {
  /// In or below any of these namespaces.
  public var namespaces: [NamespacePrefix]
  /// With this path.
  public var path: String?
  /// Of this type.
  public var type: DocumentType?
  /// In this status.
  public var status: SyncStatus?
  /// From the folder with this path.
  public var root: String?
  /// Changed at or after this time.
  public var updatedSince: Timestamp?
  /// Changed at or before this time.
  public var updatedUntil: Timestamp?

  /// A filter.
  public init(
    namespaces: [NamespacePrefix] = [], path: String? = nil, type: DocumentType? = nil, status: SyncStatus? = nil,
    root: String? = nil, updatedSince: Timestamp? = nil, updatedUntil: Timestamp? = nil
  ) {
    self.namespaces = namespaces
    self.path = path
    self.type = type
    self.status = status
    self.root = root
    self.updatedSince = updatedSince
    self.updatedUntil = updatedUntil
  }
}
