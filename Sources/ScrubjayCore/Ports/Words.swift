/// Reads the index of words: which items hold which terms, owner by owner.
public protocol WordReader {
  /// Returns the owners of a kind: one, all of a first part, or all.
  func owners(_ kind: ItemKind, first: String?, second: String?) throws -> [WordOwner]
  /// Returns the items of an owner that hold these terms.
  func postings(owner: Int64, terms: [String]) throws -> [Posting]
}

/// Writes the index of words.
public protocol WordWriter: WordReader {
  /// Adds an item to its owner's index, unless it is there.
  func add(_ item: IndexedItem) throws
  /// Removes an item from its owner's index.
  func remove(_ item: Int64, of owner: ItemOwner) throws
  /// Gives an item, if it is there, to another owner under another number, with the terms that it has.
  func move(_ item: Int64, of owner: ItemOwner, to other: Int64, of otherOwner: ItemOwner) throws
  /// Forgets an owner that has no items left, with what is noted of its languages and speakers.
  func forget(_ owner: ItemOwner) throws
  /// Removes the whole index of the tenant, to build it anew; owners keep their numbers, by which their vectors are
  /// found, too.
  func removeAll() throws
}

/// What can be found.
public enum ItemKind: String, Sendable, Codable, CaseIterable {
  /// A message; its owner is its user and app.
  case message
  /// A memory; its owner is its namespace's first two segments.
  case memory
  /// A chunk of a document; its owner is the document's namespace.
  case document
  /// A version of a memory that is not current any more, found when a query asks for the past; its owner is named as the
  /// memory's.
  case past

  /// The kinds that a query can name; the past belongs to memories.
  public static let named: [ItemKind] = [.message, .memory, .document]
}

/// What is searched together: the messages of one user and app, the memories of one namespace's first two segments, or the
/// documents of one namespace.
public struct ItemOwner: Sendable, Hashable {
  /// What its items are.
  public let kind: ItemKind
  /// The first part: the user, the namespace's first segment, or for documents its first two segments.
  public let first: String
  /// The second part: the app, the namespace's second segment, or for documents the whole namespace.
  public let second: String

  /// An owner.
  public init(_ kind: ItemKind, _ first: String, _ second: String) {
    self.kind = kind
    self.first = first
    self.second = second
  }
}

extension Event {
  /// What a message is searched together with.
  public var owner: ItemOwner { ItemOwner(.message, user, app) }
}

extension Memory {
  /// What it is searched together with.
  public var owner: ItemOwner { ItemOwner(.memory, namespace.segments[0], namespace.segments[1]) }

  /// What a version that is not current any more is searched together with.
  public var pastOwner: ItemOwner { ItemOwner(.past, namespace.segments[0], namespace.segments[1]) }

  /// The number under which the version is searched once it is not current any more: the entry's, and its own.
  public var pastItem: Int64 { PastItem(entry: sequence, version: version).number }
}

/// A version of a memory by numbers, and both as one, under which it is searched.
public struct PastItem: Sendable, Hashable {
  /// The entry's sequence.
  public let entry: Int64
  /// The version.
  public let version: Int

  /// How many versions an entry can have.
  public static let maximumVersion = 1 << 20 - 1
  private static let versionBits: Int64 = 20

  /// A version by numbers.
  public init(entry: Int64, version: Int) {
    self.entry = entry
    self.version = version
  }

  /// The version that a number stands for.
  public init(number: Int64) {
    entry = number >> Self.versionBits
    version = Int(number & (1 << Self.versionBits - 1))
  }

  /// Both in one number.
  public var number: Int64 { entry << Self.versionBits | Int64(version) }
}

/// An owner with the statistics that BM25 needs.
public struct WordOwner: Sendable, Hashable {
  /// The number by which its postings and vectors are found.
  public let number: Int64
  /// Whose items they are.
  public let owner: ItemOwner
  /// How many items it has.
  public let items: Int
  /// The sum of the items' lengths, in counted terms.
  public let length: Int
  /// The languages of its texts, by their two-letter codes.
  public let languages: [String]
  /// The names of those who speak in it, the first of them where they are very many.
  public let speakers: [String]

  /// An owner with its statistics.
  public init(
    number: Int64, owner: ItemOwner, items: Int, length: Int, languages: [String], speakers: [String] = []
  ) {
    self.number = number
    self.owner = owner
    self.items = items
    self.length = length
    self.languages = languages
    self.speakers = speakers
  }

  /// How many bytes the names of an owner's speakers may take, roughly; those who come later are not listed.
  public static let speakersBytes = 2_048
}

/// An item as the index of words sees it.
public struct IndexedItem: Sendable {
  /// What it is searched together with.
  public let owner: ItemOwner
  /// Its sequence.
  public let item: Int64
  /// How often it holds each term.
  public let terms: [String: Int]
  /// How many terms it holds, counted with repetition.
  public let length: Int
  /// The language it was taken to be in, by its two-letter code.
  public let language: String
  /// Who says it, if it is said and by someone with a name.
  public let speaker: String?

  /// An item.
  public init(
    owner: ItemOwner, item: Int64, terms: [String: Int], length: Int, language: String, speaker: String? = nil
  ) {
    self.owner = owner
    self.item = item
    self.terms = terms
    self.length = length
    self.language = language
    self.speaker = speaker
  }
}

/// That an item holds a term.
public struct Posting: Sendable, Hashable {
  /// The term.
  public let term: String
  /// The item's sequence.
  public let item: Int64
  /// How often it holds the term.
  public let frequency: Int
  /// The item's length, in counted terms.
  public let length: Int

  /// A posting.
  public init(term: String, item: Int64, frequency: Int, length: Int) {
    self.term = term
    self.item = item
    self.frequency = frequency
    self.length = length
  }
}
