public import ScrubjayCore
import ScrubjayLanguage

/// A document to be stored.
public struct DocumentDraft: Sendable, Hashable {
  /// Where it lives; the tenant's own namespace, `org:{tenant}`, when `nil`.
  public var namespace: Namespace?
  /// What it is called there.
  public var path: String
  /// The text.
  public var content: String
  /// The title; that of its front matter, its first heading or its file's name when `nil`.
  public var title: String?
  /// How it is read; by the end of its path when `nil`, and as markdown where that does not say.
  public var type: DocumentType?
  /// The caller's own data, an object.
  public var metadata: JSONText
  /// The folder that it was read from, by its path, if it was.
  public var root: String?
  /// The path that it was stored under before, if it was renamed.
  public var movedFrom: String?

  /// A document to be stored.
  public init(
    namespace: Namespace? = nil, path: String, content: String, title: String? = nil, type: DocumentType? = nil,
    metadata: JSONText = .emptyObject, root: String? = nil, movedFrom: String? = nil
  ) {
    self.namespace = namespace
    self.path = path
    self.content = content
    self.title = title
    self.type = type
    self.metadata = metadata
    self.root = root
    self.movedFrom = movedFrom
  }
}

extension DocumentDraft {
  /// What a document says, to be stored as it was.
  init(repeating detail: DocumentDetail) {
    let document = detail.document
    self.init(
      namespace: document.namespace, path: document.path, content: detail.content, title: document.title,
      type: document.type, metadata: document.metadata, root: document.root)
  }
}

/// A draft that was checked, with what follows from its content.
struct CheckedDocument: Sendable {
  let draft: DocumentDraft
  let namespace: Namespace
  let title: String
  let type: DocumentType
  let sha256: String

  /// Checks a draft and the right to store it.
  ///
  /// - Throws: `invalid_field`; `missing_grant`.
  init(_ draft: DocumentDraft, _ access: Access) throws(ScrubjayError) {
    namespace = draft.namespace ?? Namespace(.org, access.tenant.description)
    try access.requireWrite(namespace)
    try Check.path(draft.path, "path")
    try Check.text(draft.content, "content", maximum: Limits.documentBytes)
    try Check.name(draft.title, "title")
    try Check.object(draft.metadata, "metadata")
    if let root = draft.root { try Check.path(root, "root") }
    if let path = draft.movedFrom { try Check.path(path, "moved_from") }
    self.draft = draft
    type = draft.type ?? DocumentType(fileName: draft.path) ?? .markdown
    title = draft.title ?? Outline(draft.content, type).title(path: draft.path)
    sha256 = Fingerprint.of(draft.content)
  }

  /// Whether the document says what this draft says, so that its chunks can stay.
  func isSaid(by document: Document) -> Bool {
    document.sha256 == sha256 && document.type == type && document.title.utf8.elementsEqual(title.utf8)
  }

  /// Whether the document is this draft, so that there is nothing to do.
  func isStored(as document: Document) -> Bool {
    isSaid(by: document) && document.metadata == draft.metadata && document.root == draft.root
      && document.path.utf8.elementsEqual(draft.path.utf8) && document.failure?.cause != .file
  }

  /// Its chunks, each with the terms by which it is found.
  func chunks(_ analyser: Analyser) -> [(chunk: DocumentChunk, words: AnalysedText)] {
    Chunker().chunks(of: draft.content, Outline(draft.content, type)).map { chunk in
      (chunk, analyser.document(chunk.searchText(title: title)))
    }
  }
}

extension DocumentChunk {
  /// What it is found by: the title and the headings above it, and what it says itself.
  func searchText(title: String) -> String {
    let context = (headings.first == title ? [] : [title]) + headings
    return "\(context.joined(separator: " > "))\n\n\(content)"
  }
}

extension FoundChunk {
  /// What it is found by.
  var searchText: String { chunk.searchText(title: document.title) }
}

extension IndexedItem {
  /// A chunk as the index of words sees it.
  init(chunk: Int64, of document: Document, _ words: AnalysedText) {
    self.init(
      owner: document.owner, item: chunk, terms: words.terms, length: words.length, language: words.language.rawValue)
  }
}

extension Check {
  /// A path: not blank, not too long, without control characters.
  static func path(_ text: String, _ field: String) throws(ScrubjayError) {
    try visible(text, field)
    if text.utf8.count > Limits.pathBytes { throw failure(field, "is longer than \(Limits.pathBytes) bytes") }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
      throw failure(field, "holds a control character")
    }
  }
}
