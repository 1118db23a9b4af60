import ScrubjayCore

/// The fields of a request, read and checked.
public struct Input: Sendable {
  private let values: [String: any Sendable]
  /// The fields that were given by their former names.
  private let formerlyNamed: Set<String>

  /// Reads the members of an object as these fields.
  ///
  /// - Throws: All that is wrong at once: fields that are missing, wrong or unknown.
  init(_ members: [JSON.Member], _ fields: [AnyField], path: String = "") throws(InputError) {
    let prefix = path.isEmpty ? "" : "\(path)."
    var values: [String: any Sendable] = [:]
    var issues: [ScrubjayError.FieldIssue] = []
    var formerlyNamed: Set<String> = []
    for field in fields {
      let given = members.first { $0.name == field.name }
      let former = field.formerName.flatMap { former in members.first { $0.name == former.name } }
      let member = given ?? former
      do throws(InputError) {
        let path = prefix + (member?.name ?? field.name)
        values[field.name] = try field.read(member?.value, path)
        guard let former else { continue }
        formerlyNamed.insert(field.name)
        if let given, !Self.isSame(given.value, former.value) {
          throw InputError(
            prefix + former.name, "contradicts '\(field.name)', whose former name it is; leave it out")
        }
      } catch {
        issues += error.issues
      }
    }
    for member in members where !fields.contains(where: { $0.names.contains(member.name) }) {
      let known = fields.map(\.name).joined(separator: ", ")
      issues.append(
        .init(
          field: prefix + member.name,
          message: "is unknown; " + (known.isEmpty ? "there are no fields" : "known: \(known)"))
      )
    }
    if !issues.isEmpty { throw InputError(issues: issues) }
    self.values = values
    self.formerlyNamed = formerlyNamed
  }

  /// Whether a field was given by its former name.
  func isFormerlyNamed(_ field: Field<some Sendable>) -> Bool { formerlyNamed.contains(field.name) }

  private static func isSame(_ left: JSON, _ right: JSON) -> Bool {
    left == right || left.integerValue.map { $0 == right.integerValue } ?? false
  }

  /// The value of a field, which must be among those that were read.
  subscript<Value>(_ field: Field<Value>) -> Value {
    guard let box = values[field.name] as? Box<Value> else {
      preconditionFailure("an operation reads the field '\(field.name)', which it does not declare")
    }
    return box.value
  }
}
