import ScrubjayCore

/// Where a recall looks: the owners of messages and the namespaces of memories and documents, all of which the caller may
/// read.
struct RecallScope {
  /// Which messages, if any.
  let messages: MessageFilter?
  /// Which memories, if any.
  let memories: MemoryFilter?
  /// Which versions of memories that are not current any more, if any.
  let past: MemoryFilter?
  /// Which documents, if any.
  let documents: DocumentFilter?
  /// The namespaces that a session belongs to, from the nearest to the farthest: of entries with the same key there, the
  /// nearest hides the others.
  let inherited: [Namespace]
  /// What time it is.
  let now: Timestamp

  /// Works out where to look.
  ///
  /// - Throws: `scope_required` when nothing is named and the caller is no admin; `missing_grant`;
  ///   `session_not_found`.
  init(_ query: RecallQuery, _ access: Access, _ sessions: any SessionReader, now: Timestamp) throws {
    self.now = now
    let session = try query.session.map { try sessions.requireReadable($0, access) }
    let namesPlace = query.user != nil || session != nil || !query.namespaces.isEmpty
    if !namesPlace, !query.isOfAllReadable { try access.requireScope(user: nil, app: query.app) }
    if let user = query.user { try access.requireRead(Namespace(.user, user)) }
    if let app = query.app { try access.requireRead(Namespace(.app, app)) }
    if let project = query.project { try access.requireRead(Namespace(.project, project)) }
    for namespace in query.namespaces { try access.requireRead(namespace) }

    let looksInMessages = query.kinds.contains(.message) && (query.user != nil || session != nil || !namesPlace)
    messages =
      looksInMessages
      ? MessageFilter(
        session: session?.id, user: query.user ?? session?.user, app: query.app ?? session?.app,
        project: query.project, role: query.role, channel: query.channel, since: query.since, until: query.until,
        recordedUntil: query.asOf)
      : nil
    inherited = session?.namespaces(in: access.tenant).filter(access.canRead) ?? []
    let namespaces = Self.namespaces(query) + inherited.map(NamespacePrefix.init)
    let then = query.asOf ?? now
    var memories = MemoryFilter(
      namespaces: namespaces, types: query.types, category: query.category, updatedSince: query.since,
      updatedUntil: query.until, unexpiredAt: then, validAt: query.validAt ?? then)
    var past = memories
    past.asOf = query.asOf
    // What is current is what was then, if it was stored by then.
    memories.updatedUntil = [query.until, query.asOf].compactMap { $0 }.min()
    self.memories = query.kinds.contains(.memory) ? memories : nil
    self.past = query.kinds.contains(.memory) && query.asOf != nil ? past : nil
    documents =
      query.kinds.contains(.document)
      ? DocumentFilter(
        namespaces: namespaces, type: query.documentType, updatedSince: query.since,
        updatedUntil: [query.until, query.asOf].compactMap { $0 }.min())
      : nil
  }

  /// The namespaces that a query names, by themselves or by their user, app and project.
  private static func namespaces(_ query: RecallQuery) -> [NamespacePrefix] {
    let named: [Namespace?] = [
      query.user.map { Namespace(.user, $0) }, query.app.map { Namespace(.app, $0) },
      query.project.map { Namespace(.project, $0) },
    ]
    return query.namespaces + named.compactMap { $0.map(NamespacePrefix.init) }
  }
}
