/// The longest entry of a vocabulary that a text starts with, found in one walk over its bytes.
struct ByteTrie: Sendable {
  /// A place in the trie: what has been read so far.
  typealias Node = UInt32

  /// Nothing has been read.
  static let root: Node = 0
  /// How many nodes a trie has at most: a key holds a node in 24 bits and a byte.
  static let maximumNodes = 1 << 24 - 1

  private static let absent = UInt32.max
  /// An open hash table from a node and the next byte to the node after it; its size is a power of two.
  private var keys: [UInt32]
  private var children: [Node]
  /// For each node the number of the entry that ends there, or -1.
  private var entries: [Int32] = [-1]

  private static let leastSlots = 64

  /// An empty trie, which grows with its entries.
  init() {
    keys = Array(repeating: Self.absent, count: Self.leastSlots)
    children = Array(repeating: 0, count: Self.leastSlots)
  }

  /// Adds an entry; the later of two equal ones counts. False when the trie is full.
  mutating func insert(_ bytes: some Sequence<UInt8>, as entry: Int32) -> Bool {
    var node = Self.root
    for byte in bytes {
      var slot = slot(of: node, byte)
      if keys[slot] == Self.absent {
        guard entries.count < Self.maximumNodes else { return false }
        if entries.count >= keys.count / 2 {
          grow()
          slot = self.slot(of: node, byte)
        }
        keys[slot] = node << 8 | UInt32(byte)
        children[slot] = Node(entries.count)
        entries.append(-1)
      }
      node = children[slot]
    }
    entries[Int(node)] = entry
    return true
  }

  /// Makes the table twice as large.
  private mutating func grow() {
    let old = (keys: keys, children: children)
    keys = Array(repeating: Self.absent, count: 2 * old.keys.count)
    children = Array(repeating: 0, count: 2 * old.keys.count)
    for (index, key) in old.keys.enumerated() where key != Self.absent {
      let slot = slot(of: key >> 8, UInt8(truncatingIfNeeded: key))
      keys[slot] = key
      children[slot] = old.children[index]
    }
  }

  /// The longest entry that the bytes from a position start with, and its length.
  func longest(in text: UnsafeBufferPointer<UInt8>, from position: Int) -> (entry: Int32, length: Int)? {
    var node = Self.root
    var found: (entry: Int32, length: Int)?
    for index in position..<text.count {
      guard let next = child(of: node, text[index]) else { break }
      node = next
      if entry(at: node) >= 0 { found = (entry(at: node), index + 1 - position) }
    }
    return found
  }

  /// Where a byte leads; `nil` where no entry goes on like this.
  func child(of node: Node, _ byte: UInt8) -> Node? {
    let slot = slot(of: node, byte)
    return keys[slot] == Self.absent ? nil : children[slot]
  }

  /// The number of the entry that ends at a node, or -1.
  func entry(at node: Node) -> Int32 { entries[Int(node)] }

  /// The slot that holds a key, or the free one where it would go.
  private func slot(of node: Node, _ byte: UInt8) -> Int {
    let key = node << 8 | UInt32(byte)
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != key && keys[slot] != Self.absent { slot = (slot + 1) & mask }
    return slot
  }
}
