import ScrubjayCore
import ScrubjayEngine

/// Fields that several operations take.
enum Fields {
  static let limitAbout = "How many elements at most."

  static func limit(_ value: Int, formerly formerName: FormerName? = nil, _ about: String = limitAbout) -> Field<Int> {
    .optional(
      "limit", .integer(1...Limits.pageSize), in: .query, default: value, shown: .integer(value),
      formerly: formerName, about)
  }

  /// How many of the newest elements a list shows, which a parameter of its own used to say.
  static func newestLimit(_ value: Int) -> Field<Int> {
    limit(value, formerly: FormerName(name: "last", about: "Deprecated: use 'limit'."), "How many of the newest.")
  }

  static let cursor = Field<String?>.optional(
    "cursor", .text(Limits.nameBytes), in: .query, "Where to go on: the 'next_cursor' of the page before.")
  static let session = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The session's id.")
  static let memory = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The memory's id.")

  static let wait = Field<WriteWait>.optional(
    "wait", .oneOf, in: .query, default: .stored, shown: .string(WriteWait.stored.rawValue),
    "Answer once it is stored and found by its words, or only when it is embedded and found by its meaning, too.")

  static func filter<Value>(_ name: String, _ kind: Kind<Value>, _ about: String) -> Field<Value?> {
    .optional(name, kind, in: .query, about)
  }

  static let dryRun = Field<Bool>.optional(
    "dry_run", .flag, default: false, shown: false, "Only show what would be done.")

  static let since = filter("since", .time, "At or after this time.")
  static let until = filter("until", .time, "At or before this time.")

  static let id = Field<String?>.optional("id", .text(Limits.nameBytes), "The id; one is made when there is none.")
  static let name = Field<String?>.optional(
    "name", .text(Limits.nameBytes), "Who spoke, where the role alone does not say.")
  static let channel = Field<String?>.optional(
    "channel", .text(Limits.nameBytes), "Where it came from (sms, whatsapp, …).")
  static let metadata = Field<JSONText>.optional(
    "metadata", .object, default: .emptyObject, "Your own data, an object.")
  static let occurredAt = Field<StatedTimestamp?>.optional(
    "occurred_at", .statedTime,
    "When it happened; now when not said. Its offset is kept: \"yesterday\" is the day before there.")
  static let timeZoneAbout = "as its IANA name, such as Europe/Lisbon: by its clock \"yesterday\" is a day"

  static let namespace = Kind<String>.text(Namespace.maximumBytes).then { text throws(ScrubjayError) in
    try Namespace(text)
  }
  static let prefix = Kind<String>.text(Namespace.maximumBytes).then { text throws(ScrubjayError) in
    try NamespacePrefix(text)
  }
}
