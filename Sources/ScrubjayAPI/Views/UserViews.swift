import ScrubjayCore
import ScrubjayEngine

extension View<ImportCount> {
  static let importCount = View(
    "ImportCount", columns: ["stored", "skipped"],
    [
      Property("stored", Shape.integer, "The number stored.") { .integer($0.stored) },
      Property("skipped", Shape.integer, "The number that already existed.") { .integer($0.skipped) },
    ])
}

extension View<UserProfile> {
  static let userProfile = View(
    "UserProfile", columns: ["user", "time_zone"],
    [
      Property("user", Shape.text, "The user.") { .string($0.user) },
      Property("time_zone", Shape.optionalText, "The user's time zone.") { .text($0.timeZone) },
    ])
}

extension View<ErasureReceipt> {
  static let erasureReceipt = View(
    "ErasureReceipt", columns: ["erased_at", "sessions", "events", "memories", "cleared"],
    [
      Property("erased_at", Shape.time, "When it was done.") { .time($0.erasedAt) },
      Property("sessions", Shape.integer, "The number of sessions.") { .integer($0.sessions) },
      Property("events", Shape.integer, "The number of events, including messages.") { .integer($0.events) },
      Property("memories", Shape.integer, "The number of memories, in all namespaces.") { .integer($0.memories) },
      Property("versions", Shape.integer, "The number of versions of these memories.") { .integer($0.versions) },
      Property("documents", Shape.integer, "The number of documents.") { .integer($0.documents) },
      Property("state", Shape.integer, "The number of state values.") { .integer($0.state) },
      Property("tasks", Shape.integer, "The number of tasks.") { .integer($0.tasks) },
      Property("jobs", Shape.integer, "The number of jobs.") { .integer($0.jobs) },
      Property("answers", Shape.integer, "The number of stored responses to idempotent requests.") {
        .integer($0.answers)
      },
      Property(
        "cleared", Shape.flag,
        "Whether no trace is left in the files either; if not, a reader was still active, and the rest is cleared later."
      ) { .bool($0.isCleared) },
    ])
}
