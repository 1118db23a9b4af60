import ScrubjayCore

/// Steps through a text and reads each JSON array and object in it, with a stack of its own instead of recursion.
struct LenientJSONReader {
  var scanner: LenientScanner
  private var stack: [Frame] = []
  /// Whether what was read last ended before it was closed.
  private(set) var isCut = false
  private var values = 0

  init(_ text: String) { scanner = LenientScanner(text) }

  /// An array or object that is not closed yet.
  private struct Frame {
    let isObject: Bool
    var elements: [JSON] = []
    var members: [JSON.Member] = []
    var places: [String: Int] = [:]
    /// The member whose value comes next.
    var name: String?

    var isEmpty: Bool { elements.isEmpty && members.isEmpty }
    var value: JSON { isObject ? .object(members) : .array(elements) }

    mutating func add(_ value: JSON) {
      guard isObject else { return elements.append(value) }
      guard let name else { return }
      self.name = nil
      // What is said twice is what was said last.
      if let place = places[name] {
        members[place] = JSON.Member(name, value)
      } else {
        places[name] = members.count
        members.append(JSON.Member(name, value))
      }
    }
  }

  /// The arrays and objects of the text in their order.
  ///
  /// - Parameter inFences: Whether only those between code fences are read.
  mutating func roots(inFences: Bool) -> [JSON] {
    var roots: [JSON] = []
    if inFences, !scanner.skipPastFence() { return [] }
    while let byte = scanner.next {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        if let root = root(byte) { roots.append(root) }
      } else if inFences, scanner.isAtFence {
        // The end of one block; on to the next.
        scanner.position += LenientScanner.fence.count
        if !scanner.skipPastFence() { break }
      } else {
        scanner.position += 1
      }
    }
    return roots
  }

  private mutating func root(_ opening: UInt8) -> JSON? {
    stack = []
    isCut = false
    push(opening)
    while !stack.isEmpty {
      // Only these are read of it: whoever held the frame would have it copied with each value that is added.
      let last = stack.count - 1
      let (isObject, isNamed, isEmpty) = (stack[last].isObject, stack[last].name != nil, stack[last].isEmpty)
      scanner.skipSpace()
      guard let byte = scanner.next, values < LenientJSON.values else {
        if scanner.next != nil { scanner.position = scanner.end }
        return cut()
      }
      switch byte {
      case UInt8(ascii: ","):
        scanner.position += 1
        stack[last].name = nil
      case UInt8(ascii: ":"):
        guard isObject else {
          // A member in brackets: what was taken for an element is its name.
          _ = stack[last].elements.popLast()
          return cut()
        }
        scanner.position += 1
      case UInt8(ascii: "{") where isObject && !isNamed && isEmpty: scanner.position += 1
      case UInt8(ascii: "{") where isObject && !isNamed:
        // The brace that closes the object before is missing.
        if let root = pop() { return root }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        guard !isObject || isNamed else { return cut() }
        guard stack.count < JSON.maximumDepth else {
          scanner.position = scanner.end
          return nil
        }
        push(byte)
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        scanner.position += 1
        if let root = close(isObject: byte == UInt8(ascii: "}")) { return root }
      default:
        if isObject, !isNamed {
          guard let name = scanner.memberName() else { return cut() }
          stack[last].name = name
        } else {
          guard let value = scanner.scalar(inObject: isObject) else { return cut() }
          values += 1
          stack[last].add(value)
        }
      }
    }
    return nil
  }

  private mutating func push(_ opening: UInt8) {
    scanner.position += 1
    values += 1
    stack.append(Frame(isObject: opening == UInt8(ascii: "{")))
  }

  /// Takes the innermost away, and adds it to the one around it; the value when there is none.
  private mutating func pop() -> JSON? {
    guard let value = stack.popLast()?.value else { return nil }
    guard !stack.isEmpty else { return value }
    stack[stack.count - 1].add(value)
    return nil
  }

  /// Closes what a bracket closes, with whatever inside of it was left open; a bracket that closes nothing is passed
  /// over.
  private mutating func close(isObject: Bool) -> JSON? {
    guard let place = stack.lastIndex(where: { $0.isObject == isObject }) else { return nil }
    var root: JSON?
    while root == nil, stack.count > place { root = pop() }
    return root
  }

  /// What is complete of a value that goes no further: an object that is one of several has to be complete itself.
  private mutating func cut() -> JSON? {
    isCut = true
    while let top = stack.last {
      let isElement = top.isObject && stack.count > 1 && !stack[stack.count - 2].isObject
      if isElement {
        stack.removeLast()
      } else if let root = pop() {
        return top.isEmpty ? nil : root
      }
    }
    return nil
  }
}
