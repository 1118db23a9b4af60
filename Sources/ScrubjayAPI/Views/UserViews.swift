import ScrubjayCore
import ScrubjayEngine

extension View<ImportCount> {
  static let importCount = View(
    "ImportCount", columns: ["stored", "skipped"],
    [
      Property("stored", Shape.integer, "How many were stored.") { .integer($0.stored) },
      Property("skipped", Shape.integer, "How many were there already.") { .integer($0.skipped) },
    ])
}

extension View<UserProfile> {
  static let userProfile = View(
    "UserProfile", columns: ["user", "time_zone"],
    [
      Property("user", Shape.text, "The user.") { .string($0.user) },
      Property("time_zone", Shape.optionalText, "The time zone by whose clock the user speaks.") { .text($0.timeZone) },
    ])
}

extension View<ErasureReceipt> {
  static let erasureReceipt = View(
    "ErasureReceipt", columns: ["erased_at", "sessions", "events", "memories", "cleared"],
    [
      Property("erased_at", Shape.time, "When it was done.") { .time($0.erasedAt) },
      Property("sessions", Shape.integer, "How many sessions were removed.") { .integer($0.sessions) },
      Property("events", Shape.integer, "How many events, messages among them.") { .integer($0.events) },
      Property("memories", Shape.integer, "How many memories, wherever they were.") { .integer($0.memories) },
      Property("versions", Shape.integer, "How many versions of these.") { .integer($0.versions) },
      Property("documents", Shape.integer, "How many documents.") { .integer($0.documents) },
      Property("state", Shape.integer, "How many values of state.") { .integer($0.state) },
      Property("tasks", Shape.integer, "How many tasks.") { .integer($0.tasks) },
      Property("jobs", Shape.integer, "How many jobs.") { .integer($0.jobs) },
      Property("answers", Shape.integer, "How many answers kept for retries.") { .integer($0.answers) },
      Property(
        "cleared", Shape.flag,
        "Whether nothing is left in the files either; if not, something was still being read, and it goes by itself."
      ) { .bool($0.isCleared) },
    ])
}
