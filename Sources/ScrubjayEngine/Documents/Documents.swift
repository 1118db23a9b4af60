public import ScrubjayCore
import ScrubjayLanguage

/// Documents: texts in chunks, found by words and by meaning.
public struct Documents: Sendable {
  let work: Work
  let analyser: Analyser
  let embeddings: Embeddings
  let recall: Recall
  let roots: [DocumentRoot]

  /// Stores a document, or replaces the one with the same namespace and path; if the content is the same, nothing
  /// changes.
  ///
  /// - Throws: `missing_grant`; `invalid_field`; `document_exists` when the path is that of a document from another
  ///   folder; `embedder_unavailable` and `not_embedded_yet` when the embedding is waited for.
  public func put(_ draft: DocumentDraft, wait: WriteWait = .stored, as call: Call) async throws -> Document {
    let checked = try CheckedDocument(draft, call.access)
    let there = try await work.read(call) { tx in
      try tx.documents.find(checked.namespace, path: draft.path)
    }
    // Analysed before the write, which others wait for; what is there as it is needs no analysis.
    let isThere = there.map(checked.isSaid) ?? false
    let chunks = isThere ? [] : checked.chunks(analyser)
    // No answer is kept for retries: the same again gives the same.
    let document = try await work.storage.write(call) { [clock = work.clock] tx in
      try embeddings.check(wait)
      return try store(checked, chunks, isAnalysed: !isThere, tx, clock.now())
    }
    guard let document else { return try await put(draft, wait: wait, as: call) }
    let items = wait == .stored ? [] : try await work.read(call) { try $0.documents.embeddable(document) }
    try await embeddings.follow(items, wait, as: call)
    return try await work.read(call) { try $0.documents.find(document.id) } ?? document
  }

  /// Stores a checked document; `nil` when what is there has changed so that its chunks are needed after all.
  private func store(
    _ checked: CheckedDocument, _ chunks: [(chunk: DocumentChunk, words: AnalysedText)], isAnalysed: Bool,
    _ tx: any WriteTransaction, _ now: Timestamp
  ) throws -> Document? {
    let draft = checked.draft
    var current = try tx.documents.find(checked.namespace, path: draft.path)
    if current == nil, let path = draft.movedFrom, let moved = try tx.documents.find(checked.namespace, path: path),
      moved.root == draft.root
    {
      current = moved
    }
    if let current {
      if let root = draft.root, current.root != root { throw Self.isOfAnotherFolder }
      if checked.isStored(as: current) { return current }
      if checked.isSaid(by: current) { return try change(current, checked, tx, now) }
    }
    guard isAnalysed else { return nil }
    let isWaiting = try !tx.vectors.models().isEmpty && chunks.contains { $0.chunk.hasMeaning }
    var document =
      try current
      ?? tx.documents.insert(
        Document(
          id: work.ids.next(at: now), namespace: checked.namespace, path: draft.path, title: checked.title,
          type: checked.type, sha256: nil, metadata: draft.metadata, bytes: 0, chunkCount: 0, status: .pending,
          createdAt: now, updatedAt: now))
    try tx.unindexChunks(of: document)
    (document.path, document.title, document.type) = (draft.path, checked.title, checked.type)
    (document.sha256, document.metadata, document.root) = (checked.sha256, draft.metadata, draft.root)
    (document.bytes, document.chunkCount) = (draft.content.utf8.count, chunks.count)
    (document.status, document.failure, document.embeddingModel) = (isWaiting ? .pending : .synced, nil, nil)
    document.updatedAt = now
    if !isWaiting { document.syncedAt = now }
    try tx.documents.update(document)
    try embeddings.enqueue(try tx.store(chunks, of: document), tx, at: now)
    try tx.requireRoom()
    return document
  }

  /// Stores what changed of a document whose content did not.
  private func change(
    _ current: Document, _ checked: CheckedDocument, _ tx: any WriteTransaction, _ now: Timestamp
  ) throws -> Document {
    var document = current
    (document.path, document.metadata, document.root) = (checked.draft.path, checked.draft.metadata, checked.draft.root)
    document.updatedAt = now
    if document.failure?.cause == .file {
      (document.status, document.failure) = (.pending, nil)
      try tx.documents.update(document)
      try tx.settle(document, at: now)
    } else {
      try tx.documents.update(document)
    }
    return try tx.documents.find(document.id) ?? document
  }

  private static var isOfAnotherFolder: ScrubjayError {
    ScrubjayError(
      .documentExists,
      "The document with this path was stored by hand, or comes from another folder; sync one of the two into a namespace of "
        + "its own.")
  }

  /// Returns a document with its content.
  ///
  /// - Throws: `document_not_found`; `missing_grant`.
  public func get(_ id: String, as call: Call) async throws -> DocumentDetail {
    try await work.read(call) { tx in
      guard let document = try tx.documents.find(id) else { throw Self.notFound }
      try call.access.requireRead(document.namespace)
      return DocumentDetail(document: document, content: try tx.documents.chunks(of: document.sequence).content)
    }
  }

  /// Returns the documents of the filter's namespaces, in the order in which they were first stored.
  ///
  /// - Throws: `scope_required` for no namespace, unless the caller is an admin; `missing_grant`.
  public func list(
    _ filter: DocumentFilter, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<Document> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(filter.namespaces)
    return try await work.read(call) { tx in try tx.documents.list(filter, after: cursor, limit: limit) }
  }

  /// Deletes a document with its chunks and index entries.
  ///
  /// - Throws: `document_not_found`; `missing_grant`.
  public func delete(_ id: String, as call: Call) async throws {
    _ = try await work.write(call) { tx, _ in
      guard let document = try tx.documents.find(id) else { throw Self.notFound }
      try call.access.requireWrite(document.namespace)
      try tx.delete(document)
      return Done()
    }
  }

  /// Returns the document chunks that answer a query best, best first; without namespaces it searches all documents
  /// that the caller may read.
  ///
  /// - Throws: What a recall throws.
  public func search(_ query: DocumentQuery, as call: Call) async throws -> RecallResult {
    var recalled = RecallQuery(
      query.query, namespaces: query.namespaces, kinds: [.document], documentType: query.type, limit: query.limit,
      mode: query.mode, explains: query.explains)
    recalled.isOfAllReadable = query.namespaces.isEmpty
    return try await recall(recalled, as: call)
  }

  private static var notFound: ScrubjayError { ScrubjayError(.documentNotFound, "The document does not exist.") }
}

/// A document with what it says.
public struct DocumentDetail: Sendable, Hashable {
  /// The document.
  public let document: Document
  /// The text.
  public let content: String

  /// A document with its content.
  public init(document: Document, content: String) {
    self.document = document
    self.content = content
  }
}

/// What to find among documents.
public struct DocumentQuery: Sendable, Hashable {
  /// The question, or some words.
  public var query: String
  /// Documents of this type.
  public var type: DocumentType?
  /// In or below any of these namespaces; wherever the caller may read when empty.
  public var namespaces: [NamespacePrefix]
  /// How many hits at most.
  public var limit: Int
  /// By what to find.
  public var mode: RecallMode
  /// Whether each hit says why it was found.
  public var explains: Bool

  /// What to find.
  public init(
    _ query: String, type: DocumentType? = nil, namespaces: [NamespacePrefix] = [],
    limit: Int = RecallQuery.defaultLimit, mode: RecallMode = .both,
    explains: Bool = false
  ) {
    self.query = query
    self.type = type
    self.namespaces = namespaces
    self.limit = limit
    self.mode = mode
    self.explains = explains
  }
}

extension DocumentReader {
  /// The chunks of a document as they are embedded.
  func embeddable(_ document: Document) throws -> [EmbeddableItem] {
    try chunks(of: document.sequence).map { EmbeddableItem(FoundChunk(document, $0)) }
  }
}

extension WriteTransaction {
  /// Takes a document's chunks out of what is searched.
  func unindexChunks(of document: Document) throws {
    for chunk in try documents.chunks(of: document.sequence) { try unindex(chunk.sequence, of: document.owner) }
  }

  /// Removes a document, with all by which it was found.
  func delete(_ document: Document) throws {
    try unindexChunks(of: document)
    try documents.delete(document.sequence)
  }

  /// Removes up to `limit` documents in or below a namespace, one by one; answers how many those were.
  func deleteDocuments(below prefix: NamespacePrefix, limit: Int) throws -> Int {
    let page = try documents.list(DocumentFilter(namespaces: [prefix]), after: nil, limit: limit)
    for document in page.elements { try delete(document) }
    return page.elements.count
  }

  /// Marks a document that is waiting as synced, if there is nothing to wait for.
  func settle(_ document: Document, at now: Timestamp) throws {
    try settleDocuments([document.sequence], at: now)
    guard try vectors.models().isEmpty, var waiting = try documents.find(document.id),
      [.pending, .stale].contains(waiting.status)
    else { return }
    (waiting.status, waiting.syncedAt) = (.synced, now)
    try documents.update(waiting)
  }

  /// Marks the documents as synced that these chunks are of, where they were the last to be embedded.
  func settleDocuments(ofChunks chunks: [Int64], at now: Timestamp) throws {
    let found = try documents.chunks(sequences: chunks, DocumentFilter())
    try settleDocuments(Array(Set(found.map(\.document.sequence))), at: now)
  }

  /// Marks the documents as failed that these chunks are of.
  func failEmbedding(ofChunks chunks: [Int64], _ reason: String) throws {
    for found in try documents.chunks(sequences: chunks, DocumentFilter()) {
      guard var document = try documents.find(found.document.id), document.status != .failed else { continue }
      (document.status, document.failure) = (.failed, Document.Failure(.embedding, reason))
      try documents.update(document)
    }
  }

  /// Marks documents as synced whose chunks are found by the live model, where no other is to take its place.
  func settleDocuments(_ sequences: [Int64], at now: Timestamp) throws {
    guard let model = try vectors.models().first(where: { $0.isLive && $0.isWanted }) else { return }
    try documents.settle(sequences, by: model, at: now)
  }
}

extension WriteTransaction {
  /// Stores a document's chunks in the place of those it has, found by their words; answers what is to be embedded.
  func store(
    _ chunks: [(chunk: DocumentChunk, words: AnalysedText)], of document: Document
  ) throws -> [EmbeddableItem] {
    let stored = try documents.replaceChunks(of: document.sequence, with: chunks.map(\.chunk))
    for (chunk, analysed) in zip(stored, chunks) {
      try words.add(IndexedItem(chunk: chunk.sequence, of: document, analysed.words))
    }
    return stored.map { EmbeddableItem(FoundChunk(document, $0)) }
  }
}
