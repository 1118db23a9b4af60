import ScrubjayCore
import ScrubjayEngine
import Synchronization

/// Lets each tenant ask as often as its quota allows: a bucket of as many requests as there may be in a minute, which
/// fills again as time goes by. What one server counts, another does not know.
final class RequestRates: Sendable {
  private let tenants: Tenants
  private let buckets = Mutex<[TenantID: Bucket]>([:])

  /// How soon a changed quota is noticed.
  private static let quotaLifetime = Duration.seconds(1)

  fileprivate struct Bucket {
    var limit: Int?
    var tokens: Double
    var filledAt: ContinuousClock.Instant
    var readAt: ContinuousClock.Instant
  }

  init(_ tenants: Tenants) { self.tenants = tenants }

  /// Counts a request of a tenant.
  ///
  /// - Throws: `rate_limited`, with the time after which there is room again.
  func admit(_ tenant: TenantID, at now: ContinuousClock.Instant = .now) async throws {
    let isKnown = buckets.withLock { buckets in buckets[tenant].map { now - $0.readAt < Self.quotaLifetime } ?? false }
    if !isKnown {
      let limit = try await tenants.requestsPerMinute(of: tenant)
      buckets.withLock { $0[tenant, default: Bucket(limit: limit, now)].renew(limit, now) }
    }
    let wait = buckets.withLock { $0[tenant]?.take(now) }
    guard let (limit, wait) = wait ?? nil else { return }
    throw ScrubjayError(
      .rateLimited, "The tenant may make \(limit) requests per minute; try again in \(wait.components.seconds) s.",
      retryAfter: wait)
  }
}

extension RequestRates.Bucket {
  init(limit: Int?, _ now: ContinuousClock.Instant) {
    self.init(limit: limit, tokens: Double(limit ?? 0), filledAt: now, readAt: now)
  }

  /// Goes on with the quota as it is now.
  mutating func renew(_ newLimit: Int?, _ now: ContinuousClock.Instant) {
    if limit == nil, let newLimit { tokens = Double(newLimit) }
    (limit, readAt) = (newLimit, now)
  }

  /// Takes a request out of the bucket; answers the limit and when there will be one, if it is empty.
  mutating func take(_ now: ContinuousClock.Instant) -> (Int, Duration)? {
    guard let limit else { return nil }
    let perSecond = Double(limit) / 60
    tokens = min(Double(limit), tokens + (now - filledAt) / .seconds(1) * perSecond)
    filledAt = now
    guard tokens < 1 else {
      tokens -= 1
      return nil
    }
    return (limit, .seconds(((1 - tokens) / perSecond).rounded(.up)))
  }
}
