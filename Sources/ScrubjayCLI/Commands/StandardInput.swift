import Foundation
import ScrubjayAPI
import ScrubjayCore
import Synchronization

/// Values that stand elsewhere than on the command line: on standard input, or in a file.
final class StandardInput: Sendable {
  private let isRead = Mutex(false)

  /// The longest text or file that is read as one value, in bytes.
  private static let maximumBytes = 64 * 1_024 * 1_024

  /// Standard input for `-`, the text itself otherwise; a line's end at the end does not count.
  func text(or text: String) throws -> String {
    guard text == "-" else { return text }
    let bytes = try read()
    guard var input = String(validating: bytes, as: UTF8.self) else {
      throw Failure.usage("Standard input is not UTF-8.")
    }
    if input.last?.isNewline == true { input.removeLast() }
    return input
  }

  /// The value of a field from the texts that its flag was given.
  ///
  /// - Parameter isText: Whether what is given for any JSON is text, whatever it looks like.
  func value(of field: AnyField, _ texts: [String], isText: Bool) throws -> JSON? {
    if field.isAnyJSON {
      guard let text = try texts.last.map(text(or:)) else { return nil }
      let argument = JSONArgument(flag: OperationForm.flagName(field), bytes: Array(text.utf8))
      return isText || !argument.looksLikeJSON ? .string(text) : try argument.json(orText: true)
    }
    if field.isLongText { return try field.value(fromTexts: texts.map { try text(or: $0) }) }
    guard field.isStructured else { return field.value(fromTexts: texts) }
    let values = try texts.map { try json($0, for: field) }
    // A list that is given as one piece of JSON is that list.
    if field.isList, !(values.count == 1 && values[0].arrayValue != nil) { return .array(values) }
    return values.last
  }

  private func json(_ text: String, for field: AnyField) throws -> JSON {
    let bytes: [UInt8] =
      text == "-" ? try read() : text.hasPrefix("@") ? try file(String(text.dropFirst())) : Array(text.utf8)
    return try JSONArgument(flag: OperationForm.flagName(field), bytes: bytes).json(orText: false)
  }

  private func file(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be read.")
    }
    return Array(data)
  }

  private func read() throws -> [UInt8] {
    let isFirst = isRead.withLock { isRead in
      defer { isRead = true }
      return !isRead
    }
    guard isFirst else { throw Failure.usage("Only one value can be read from standard input.") }
    let data = try FileHandle.standardInput.read(upToCount: Self.maximumBytes + 1) ?? Data()
    guard data.count <= Self.maximumBytes else {
      throw Failure.usage("Standard input has more than \(Self.maximumBytes) bytes.")
    }
    return Array(data)
  }
}
