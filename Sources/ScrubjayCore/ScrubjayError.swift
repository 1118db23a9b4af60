/// What went wrong, for the person who sees it: a stable code, a message that says what to do, and no user data.
public struct ScrubjayError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The stable code, by which programs tell errors apart.
  public let code: Code
  /// What happened and what to do about it, in a sentence or two.
  public let message: String
  /// What is wrong with which fields of the request, where that is the trouble.
  public let fields: [FieldIssue]
  /// When it may work, where that is known.
  public let retryAfter: Duration?

  /// An error.
  public init(_ code: Code, _ message: String, fields: [FieldIssue] = [], retryAfter: Duration? = nil) {
    self.code = code
    self.message = message
    self.fields = fields
    self.retryAfter = retryAfter
  }

  /// The code and the message.
  public var description: String { "\(message) [\(code.name)]" }

  /// What is wrong with one field of a request.
  public struct FieldIssue: Sendable, Hashable {
    /// The field's path, such as `messages[2].role`.
    public let field: String
    /// What is wrong with it.
    public let message: String

    /// An issue with a field.
    public init(field: String, message: String) {
      self.field = field
      self.message = message
    }
  }

  /// A stable error code and the kind of trouble it is.
  public struct Code: Sendable, Hashable {
    /// The code as programs see it, in snake case.
    public let name: String
    /// The kind of trouble, which the doors turn into a status or an exit code.
    public let kind: Kind

    /// A code; see the list in `ErrorCodes.swift`.
    public init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The kinds of trouble.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// The request is wrong and will stay wrong.
    case invalid
    /// Nobody, or nobody known, is asking.
    case unauthenticated
    /// The key lacks a grant.
    case forbidden
    /// There is no such thing, or none that this caller may know of.
    case notFound
    /// The way to this resource does not take that method.
    case methodNotAllowed
    /// The request contradicts what is stored.
    case conflict
    /// What the caller saw has changed since.
    case stale
    /// The request is larger than a limit.
    case tooLarge
    /// The body is of a media type that is not read here.
    case unsupportedMedia
    /// Too much is being asked at once; later it may work.
    case throttled
    /// The request did not arrive in time.
    case timedOut
    /// Something needed is not there now; later it may work.
    case unavailable
    /// The disk or a quota is full.
    case full
    /// A defect of this program or its files.
    case `internal`
  }
}
