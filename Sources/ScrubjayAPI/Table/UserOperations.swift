import ScrubjayCore
import ScrubjayEngine

/// Users as a whole.
enum UserOperations {
  private static let user = Field<String>.required("user", .text(Limits.nameBytes), in: .path, "The user.")

  private static let timeZone = Field<Change<String>>.change(
    "time_zone", .text(Limits.nameBytes), "The user's time zone, \(Fields.timeZoneAbout).")

  static let all: [Operation] = [
    .one(
      "users get", .get, "/v1/users/{user}", "Show a user's settings",
      "Needs read on the user. A user without settings has no time zone.", takes: [user.any],
      gives: .userProfile
    ) { context, input in try await context.engine.users.get(input[user], as: context.call) },
    .one(
      "users update", .put, "/v1/users/{user}", "Set a user's time zone",
      """
      Needs write on the user; no session need exist yet. It applies to future messages and to queries, \
      unless the time itself has an offset, or the call or the session has a time zone.
      """, takes: [user.any, timeZone.any], gives: .userProfile
    ) { context, input in
      try await context.engine.users.update(input[user], timeZone: input[timeZone], as: context.call)
    },
    .one(
      "users erase", .delete, "/v1/users/{user}", "Permanently erase all data of a user",
      """
      Needs the grant 'admin'. Erases sessions and messages, memories in all versions including those derived or copied from \
      them in other namespaces, state, tasks, jobs, stored responses to idempotent requests, and the content of the \
      related audit records. If it is interrupted, repeating it erases the rest. Backups and exports are not touched.
      """, takes: [user.any], gives: .erasureReceipt
    ) { context, input in try await context.engine.users.erase(input[user], as: context.call) },
    .lines(
      "users export", "/v1/users/{user}/export", "Export all data of a user, as JSON lines",
      """
      Needs read on the user; includes sessions with the apps that the key may read. A consistent snapshot with ids, times \
      and every version of the memories, for 'records import'.
      """, takes: [user.any]
    ) { context, input, emit in try await ArchiveRecord.write(.user(input[user]), context, emit) },
  ]
}
