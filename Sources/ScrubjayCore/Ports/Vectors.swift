/// Reads the index of vectors: which items of an owner mean what a query means.
public protocol VectorReader {
  /// Returns the models that the tenant's items are embedded with, in the order in which they were registered.
  func models() throws -> [VectorModel]
  /// Returns the items of an owner that are nearest to an embedding, each by its nearest part, nearest first; of
  /// equally near ones the newer.
  func nearest(_ query: VectorQuery, limit: Int) throws -> [VectorMatch]
  /// Returns how near these items of an owner are to an embedding, each by its nearest part, in no order; without those that
  /// have no vectors.
  ///
  /// - Parameter isRough: Whether a cosine may be off by up to 0.01, where that is faster.
  func nearness(_ query: VectorQuery, of items: [Int64], isRough: Bool) throws -> [VectorMatch]
  /// Returns the cosines between an embedding and each part of these items of an owner, in the order of the parts; without
  /// those that have no vectors.
  func cosines(_ query: VectorQuery, of items: [Int64]) throws -> [Int64: [Double]]
  /// Returns the embedding of the first part of an item; `nil` when it has none of this model.
  func embedding(of item: Int64, owner: ItemOwner, model: Int64) throws -> Embedding?
  /// Returns those of the items of an owner that have embeddings of a model.
  func embedded(_ items: [Int64], of owner: ItemOwner, model: Int64) throws -> Set<Int64>
}

/// Writes the index of vectors.
public protocol VectorWriter: VectorReader {
  /// Registers a model, not live yet; the one that is there when it was registered before.
  ///
  /// - Throws: `dimension_mismatch` when a model of this name has another dimension.
  func register(_ model: EmbeddingModel, at time: Timestamp) throws -> VectorModel
  /// Notes which model everything is to be embedded with, and no other.
  func want(_ model: Int64) throws
  /// Makes a model the one that recall uses, and no other.
  func makeLive(_ model: Int64) throws
  /// Stores an item's embeddings, in the place of those it has of this model.
  ///
  /// - Throws: `dimension_mismatch` when an embedding has another dimension than the model.
  func set(_ embeddings: [Embedding], of item: Int64, owner: ItemOwner, model: VectorModel) throws
  /// Stores an item's embeddings of all models once more, as another item's; answers whether it has any.
  func copy(_ item: Int64, of owner: ItemOwner, to other: Int64, of otherOwner: ItemOwner) throws -> Bool
  /// Removes an item's embeddings of all models.
  func remove(_ item: Int64, of owner: ItemOwner) throws
  /// Forgets the changes of an owner's vectors, none of which are left.
  func forget(_ owner: ItemOwner) throws
  /// Removes a model's embeddings, up to `limit`, and the model once it has none; answers whether it is gone.
  func remove(model: Int64, limit: Int) throws -> Bool
}

/// A model as a tenant's items are embedded with it.
public struct VectorModel: Sendable, Hashable {
  /// The number by which its vectors are found.
  public let number: Int64
  /// The model.
  public let model: EmbeddingModel
  /// Whether recall uses it; of a tenant's models one at most.
  public let isLive: Bool
  /// Whether everything is to be embedded with it; of a tenant's models one at most.
  public let isWanted: Bool

  /// A registered model.
  public init(number: Int64, model: EmbeddingModel, isLive: Bool, isWanted: Bool) {
    self.number = number
    self.model = model
    self.isLive = isLive
    self.isWanted = isWanted
  }
}

/// What to look for among the vectors of an owner.
public struct VectorQuery: Sendable, Hashable {
  /// What to be near to.
  public let embedding: Embedding
  /// The number of the model that made it.
  public let model: Int64
  /// The number of the owner.
  public let owner: Int64

  /// What to look for, and where.
  public init(_ embedding: Embedding, model: Int64, owner: Int64) {
    self.embedding = embedding
    self.model = model
    self.owner = owner
  }
}

/// How near an item is.
public struct VectorMatch: Sendable, Hashable {
  /// The item's sequence.
  public let item: Int64
  /// The number of its nearest part, from 0.
  public let part: Int
  /// The cosine of the angle between the query and that part, from -1 to 1.
  public let cosine: Double
  /// The cosine of its first part, which is the whole item unless that is long.
  public let whole: Double

  /// A match.
  public init(item: Int64, part: Int, cosine: Double, whole: Double) {
    self.item = item
    self.part = part
    self.cosine = cosine
    self.whole = whole
  }
}
