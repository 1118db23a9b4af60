/// Reads the indexes of words and vectors as a whole, and the count of what there is, to compare them with what they are
/// made from.
public protocol IndexReader {
  /// Returns the owners with their statistics, in the order of their kinds and names.
  ///
  /// - Parameter owner: The last one that was seen; `nil` to start with the first.
  func owners(after owner: ItemOwner?, limit: Int) throws -> [WordOwner]
  /// Returns what an owner's statistics should be, by what the index holds of it.
  func content(of owner: Int64) throws -> IndexContent
  /// Returns the items that the index of words holds, in the order of their places.
  func wordItems(after place: IndexPlace?, limit: Int) throws -> [IndexPlace]
  /// Returns the items that have vectors of a model, in the order of their places.
  func vectorItems(of model: Int64, after place: IndexPlace?, limit: Int) throws -> [IndexPlace]
  /// Returns those of the items of an owner that the index of words holds.
  func indexed(_ items: [Int64], of owner: ItemOwner) throws -> Set<Int64>
  /// Returns how much the tenant holds, counted anew.
  func recount() throws -> Tenant.Usage
}

/// Mends the indexes, and the count of what there is.
public protocol IndexWriter: IndexReader {
  /// Removes an item's vectors of a model from a place where it does not belong.
  func removeVectors(of model: Int64, at place: IndexPlace) throws
  /// Notes how much the tenant holds, counted anew.
  func settleUsage() throws
}

/// Where an item stands in an index.
public struct IndexPlace: Sendable, Hashable {
  /// The number of the owner.
  public let number: Int64
  /// The owner; `nil` when there is none of this number.
  public let owner: ItemOwner?
  /// The item's sequence.
  public let item: Int64

  /// A place in an index.
  public init(number: Int64, owner: ItemOwner?, item: Int64) {
    self.number = number
    self.owner = owner
    self.item = item
  }
}

/// What the index of words holds of an owner.
public struct IndexContent: Sendable, Hashable {
  /// How many items.
  public let items: Int
  /// The sum of their lengths, in counted terms.
  public let length: Int
  /// How many different terms the items hold, added up item by item.
  public let terms: Int
  /// How many postings there are, which should be as many.
  public let postings: Int

  /// What an index holds.
  public init(items: Int, length: Int, terms: Int, postings: Int) {
    self.items = items
    self.length = length
    self.terms = terms
    self.postings = postings
  }
}
