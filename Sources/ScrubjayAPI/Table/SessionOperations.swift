import ScrubjayCore
import ScrubjayEngine

/// Sessions, their events and their state.
enum SessionOperations {
  private static let app = Field<String>.required("app", .text(Limits.nameBytes), "The app (agent).")
  private static let user = Field<String>.required("user", .text(Limits.nameBytes), "The user.")
  private static let project = Field<String?>.optional("project", .text(Limits.nameBytes), "The project.")
  private static let title = Field<String?>.optional(
    "title", .text(Limits.nameBytes), "The title; by default taken from the first message.")
  private static let timeZone = Field<String?>.optional(
    "time_zone", .text(Limits.nameBytes),
    "The time zone of the session, \(Fields.timeZoneAbout); the user's by default.")
  private static let state = Field<JSONText?>.optional(
    "state", .object, "The initial state; keys may start with temp:, session:, user:, app: or project:.")

  private static let byUser = Fields.filter("user", .text(Limits.nameBytes), "Sessions of this user.")
  private static let byApp = Fields.filter("app", .text(Limits.nameBytes), "Sessions with this app.")
  private static let byProject = Fields.filter("project", .text(Limits.nameBytes), "Sessions of this project.")
  private static let byStatus = Fields.filter("status", .oneOf as Kind<SessionStatus>, "Sessions in this status.")
  private static let updatedSince = Fields.filter("updated_since", .time, "Changed at or after this time.")
  private static let order = Field<SessionOrder>.optional(
    "order", .oneOf, in: .query, default: .latest, shown: .string(SessionOrder.latest.rawValue),
    "Most recently changed first (latest), or last (oldest).")
  private static let withState = Field<Bool>.optional(
    "with_state", .flag, in: .query, default: false, shown: false,
    "Whether to include the state that each session sees.")
  private static let pageLimit = Fields.limit(50)

  private static let newStatus = Field<SessionStatus?>.optional(
    "status", .oneOf, "The new status: active, paused, terminated or archived.")
  private static let newTitle = Field<Change<String>>.change("title", .text(Limits.nameBytes), "The new title.")
  private static let newProject = Field<Change<String>>.change("project", .text(Limits.nameBytes), "The new project.")
  private static let newTimeZone = Field<Change<String>>.change(
    "time_zone", .text(Limits.nameBytes), "The new time zone for future messages, \(Fields.timeZoneAbout).")
  private static let newMetadata = Field<JSONText?>.optional("metadata", .object, "The new metadata.")

  static let all: [Operation] = [
    .one(
      "sessions create", .post, "/v1/sessions", status: 201, "Create a session",
      "Needs write on user:{user} and read on app:{app}. An id that exists is 409 'session_exists'.",
      takes: [
        app.any, user.any, Fields.id.any, project.any, Fields.channel.any, title.any, timeZone.any, state.any,
        Fields.metadata.any,
      ], gives: .sessionDetail
    ) { context, input in
      try await context.engine.sessions.create(
        SessionDraft(
          id: input[Fields.id], app: input[app], user: input[user], project: input[project],
          channel: input[Fields.channel], title: input[title], timeZone: input[timeZone], state: input[state],
          metadata: input[Fields.metadata]),
        as: context.call)
    },
    .page(
      "sessions list", "/v1/sessions", "List sessions, most recently changed first by default",
      "Without 'user' it needs the grant 'admin'. Lists only sessions with apps that the key may read.",
      takes: [
        byUser.any, byApp.any, byProject.any, byStatus.any, updatedSince.any, order.any, withState.any, pageLimit.any,
        Fields.cursor.any,
      ], gives: .listedSession
    ) { context, input in
      let filter = SessionFilter(
        user: input[byUser], app: input[byApp], project: input[byProject], status: input[byStatus],
        updatedSince: input[updatedSince])
      let (order, cursor, limit) = (input[order], input[Fields.cursor], input[pageLimit])
      if input[withState] {
        return try await context.engine.sessions.listWithState(
          filter, order: order, cursor: cursor, limit: limit, as: context.call
        ).map { ListedSession(session: $0.session, state: $0.state) }
      }
      return try await context.engine.sessions.list(
        filter, order: order, cursor: cursor, limit: limit, as: context.call
      ).map { ListedSession(session: $0, state: nil) }
    },
    .one(
      "sessions get", .get, "/v1/sessions/{id}", "Show a session with the state it sees",
      "Needs read on user:{user} and app:{app}.", takes: [Fields.session.any], gives: .sessionDetail
    ) { context, input in
      try await context.engine.sessions.get(input[Fields.session], as: context.call)
    },
    .one(
      "sessions update", .patch, "/v1/sessions/{id}",
      "Change a session's status, title, project, time zone or metadata",
      """
      Status changes: created to active or terminated, active to paused and back, either to terminated, terminated to \
      archived; any other is 409 'illegal_transition'.
      """,
      takes: [Fields.session.any, newStatus.any, newTitle.any, newProject.any, newTimeZone.any, newMetadata.any],
      revision: true,
      gives: .sessionDetail
    ) { context, input in
      try await context.engine.sessions.update(
        input[Fields.session],
        SessionPatch(
          status: input[newStatus], title: input[newTitle], project: input[newProject],
          timeZone: input[newTimeZone], metadata: input[newMetadata]),
        revision: context.revision, as: context.call)
    },
    .done(
      "sessions delete", .delete, "/v1/sessions/{id}", "Delete a session with its messages",
      "Memories derived from it stay, with their source marked as deleted.", takes: [Fields.session.any], revision: true
    ) { context, input in
      try await context.engine.sessions.delete(
        input[Fields.session], revision: context.revision, as: context.call)
    },
    .one(
      "sessions consolidate", .post, "/v1/sessions/{id}/consolidate", status: 202,
      "Summarize a session's older messages",
      """
      Runs in the background, as the job in the response. With 'dry_run' the summary is only shown, but calls to a language \
      model count towards the budget.
      """,
      takes: [Fields.session.any, Fields.dryRun.any], gives: .summary
    ) { context, input in
      let summaries = context.engine.summaries
      if input[Fields.dryRun] {
        return SummaryResponse(
          job: nil, preview: try await summaries.preview(input[Fields.session], as: context.call))
      }
      return SummaryResponse(
        job: try await summaries.enqueue(input[Fields.session], as: context.call), preview: nil)
    },
  ]
}
