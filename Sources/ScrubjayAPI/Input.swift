import ScrubjayCore

/// The fields of a request, read and checked.
public struct Input: Sendable {
  private let values: [String: any Sendable]

  /// Reads the members of an object as these fields.
  ///
  /// - Throws: All that is wrong at once: fields that are missing, wrong or unknown.
  init(_ members: [JSON.Member], _ fields: [AnyField], path: String = "") throws(InputError) {
    let prefix = path.isEmpty ? "" : "\(path)."
    var values: [String: any Sendable] = [:]
    var issues: [ScrubjayError.FieldIssue] = []
    for field in fields {
      let json = members.first { $0.name == field.name }?.value
      do throws(InputError) { values[field.name] = try field.read(json, prefix + field.name) } catch {
        issues += error.issues
      }
    }
    for member in members where !fields.contains(where: { $0.name == member.name }) {
      let known = fields.map(\.name).joined(separator: ", ")
      issues.append(
        .init(
          field: prefix + member.name,
          message: "is unknown; " + (known.isEmpty ? "there are no fields" : "known: \(known)"))
      )
    }
    if !issues.isEmpty { throw InputError(issues: issues) }
    self.values = values
  }

  /// The value of a field, which must be among those that were read.
  subscript<Value>(_ field: Field<Value>) -> Value {
    guard let box = values[field.name] as? Box<Value> else {
      preconditionFailure("an operation reads the field '\(field.name)', which it does not declare")
    }
    return box.value
  }
}
