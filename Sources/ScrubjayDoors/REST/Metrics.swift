import ScrubjayAPI
import ScrubjayCore
import Synchronization

/// Counts what the server does, and writes it as Prometheus reads it (text format 0.0.4).
final class Metrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let method: String
    let status: Int
  }

  private struct Histogram {
    var counts: [Int]
    var sum = 0.0
  }

  private struct Contents {
    var requests: [Key: Int] = [:]
    var latencies: [String: Histogram] = [:]
    var inFlight = 0
  }

  /// The upper bounds of the latencies' buckets, in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

  private let contents = Mutex(Contents())

  /// Notes that a request has come.
  func begin() { contents.withLock { $0.inFlight += 1 } }

  /// Notes that the transport refused a request before it was answered.
  func refuse(status: Int) {
    contents.withLock { $0.requests[Key(route: "refused", method: "other", status: status), default: 0] += 1 }
  }

  /// Notes what became of a request.
  func end(route: String, method: String, status: Int, seconds: Double) {
    // Whoever invents methods shall not fill the memory with them.
    let method = Self.methods.contains(method) ? method : "other"
    contents.withLock { contents in
      contents.inFlight -= 1
      contents.requests[Key(route: route, method: method, status: status), default: 0] += 1
      var histogram =
        contents.latencies[route] ?? Histogram(counts: Array(repeating: 0, count: Self.bounds.count + 1))
      histogram.counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
      histogram.sum += seconds
      contents.latencies[route] = histogram
    }
  }

  /// All figures.
  func text(size: StorageSize?, backlog: [Backlog], residentBytes: Int64?) -> String {
    let contents = contents.withLock { $0 }
    var lines = [
      "# HELP scrubjay_info What this server is.", "# TYPE scrubjay_info gauge",
      "scrubjay_info{version=\"\(Build.version)\"} 1",
      "# HELP scrubjay_requests_in_flight Requests being answered.", "# TYPE scrubjay_requests_in_flight gauge",
      "scrubjay_requests_in_flight \(contents.inFlight)",
      "# HELP scrubjay_requests_total Requests answered.", "# TYPE scrubjay_requests_total counter",
    ]
    for (key, count) in contents.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      lines.append(
        "scrubjay_requests_total{route=\"\(key.route)\",method=\"\(key.method)\",status=\"\(key.status)\"} \(count)")
    }
    lines += [
      "# HELP scrubjay_request_seconds How long requests took to answer.", "# TYPE scrubjay_request_seconds histogram",
    ]
    for (route, histogram) in contents.latencies.sorted(by: { $0.key < $1.key }) {
      lines += Self.lines(route, histogram)
    }
    if let size {
      lines += [
        "# HELP scrubjay_database_bytes The size of the database.", "# TYPE scrubjay_database_bytes gauge",
        "scrubjay_database_bytes \(size.databaseBytes)",
        "# HELP scrubjay_database_log_bytes The size of the write-ahead log.",
        "# TYPE scrubjay_database_log_bytes gauge", "scrubjay_database_log_bytes \(size.logBytes)",
        "# HELP scrubjay_vector_cache_bytes What is kept of the vectors in memory.",
        "# TYPE scrubjay_vector_cache_bytes gauge", "scrubjay_vector_cache_bytes \(size.vectorCacheBytes)",
      ]
    }
    lines += ["# HELP scrubjay_jobs Jobs there are, by queue and state.", "# TYPE scrubjay_jobs gauge"]
    for jobs in backlog {
      lines.append("scrubjay_jobs{queue=\"\(jobs.queue)\",state=\"\(jobs.state.rawValue)\"} \(jobs.count)")
    }
    if let residentBytes {
      lines += [
        "# HELP process_resident_memory_bytes Resident memory.", "# TYPE process_resident_memory_bytes gauge",
        "process_resident_memory_bytes \(residentBytes)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ route: String, _ histogram: Histogram) -> [String] {
    var total = 0
    var lines: [String] = []
    for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
      total += count
      lines.append("scrubjay_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(total)")
    }
    lines.append("scrubjay_request_seconds_sum{route=\"\(route)\"} \(histogram.sum)")
    lines.append("scrubjay_request_seconds_count{route=\"\(route)\"} \(total)")
    return lines
  }
}
