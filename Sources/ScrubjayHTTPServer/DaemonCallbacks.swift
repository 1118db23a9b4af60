import CScrubjayMicroHTTP
import Glibc

// What libmicrohttpd calls, on its polling threads. A connection stays with one thread, so the calls for one
// connection never overlap. References cross C as `Unmanaged`: a connection's is released by its `closed`
// notification, a request's by its completion.

/// A connection was opened or closed.
func onConnection(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ event: MHD_ConnectionNotificationCode
) {
  guard let context, let connection, let slot else { return }
  let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
  if event == .CONNECTION_NOTIFY_STARTED {
    let opened = ServerConnection(
      socket: scrubjay_mhd_socket(connection),
      remoteAddress: numericHost(of: scrubjay_mhd_client_address(connection)),
      limits: core.limits)
    core.add(opened)
    slot.pointee = Unmanaged.passRetained(opened).toOpaque()
  } else if let stored = slot.pointee {
    slot.pointee = nil
    let closed = Unmanaged<ServerConnection>.fromOpaque(stored).takeRetainedValue()
    core.remove(closed)
    closed.closed()
  }
}

/// A request line has arrived; the result is the request's slot in the calls that follow.
///
/// The target is taken here because libmicrohttpd's own decoding ends it at `%00`.
func onRequestLine(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  guard let context, let target, let connection, let stored = scrubjay_mhd_connection_context(connection) else {
    return nil
  }
  let bytes = UnsafeRawBufferPointer(start: target, count: strlen(target))
  let exchange = Exchange(
    target: Result { () throws(HTTPTargetProblem) in try HTTPTarget(bytes) },
    connection: Unmanaged<ServerConnection>.fromOpaque(stored).takeUnretainedValue(),
    server: Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue())
  return Unmanaged.passRetained(exchange).toOpaque()
}

/// The headers have arrived, or a piece of the body, or the end of the request; or the connection was resumed.
func onRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
  _ uploadCount: UnsafeMutablePointer<Int>?, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let connection, let method, let version, let uploadCount, let stored = slot?.pointee else { return .NO }
  let exchange = Unmanaged<Exchange>.fromOpaque(stored).takeUnretainedValue()
  let step: Exchange.Step
  if exchange.awaitsHead {
    step = exchange.headArrived(
      method: String(cString: method), version: String(cString: version), headers: headers(of: connection))
  } else if uploadCount.pointee > 0 {
    exchange.bodyArrived(UnsafeRawBufferPointer(start: upload, count: uploadCount.pointee))
    uploadCount.pointee = 0
    step = .receiveMore
  } else {
    step = exchange.requestArrived()
  }
  switch step {
  case .receiveMore:
    return .YES
  case .suspend(let request):
    exchange.answer(request, on: SuspendedConnection(suspending: connection))
    return .YES
  case .respond(let response):
    return exchange.queue(response, on: connection)
  case .refuse(let rejection):
    return exchange.queue(exchange.server.response(to: rejection), on: connection)
  case .disconnect:
    return .NO
  }
}

/// A request is over: answered, broken off, or refused by libmicrohttpd itself.
func onCompleted(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
  guard let slot, let stored = slot.pointee else { return }
  slot.pointee = nil
  Unmanaged<Exchange>.fromOpaque(stored).takeRetainedValue().complete()
}

/// The header fields of a request, in order.
private func headers(of connection: OpaquePointer) -> HTTPHeaders {
  var headers = HTTPHeaders()
  withUnsafeMutablePointer(to: &headers) { headers in
    _ = MHD_get_connection_values_n(
      connection, .HEADER_KIND,
      { context, _, name, nameCount, value, valueCount in
        context?.assumingMemoryBound(to: HTTPHeaders.self).pointee.add(
          String(decoding: UnsafeRawBufferPointer(start: name, count: name == nil ? 0 : nameCount), as: UTF8.self),
          String(decoding: UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueCount), as: UTF8.self))
        return .YES
      }, headers)
  }
  return headers
}
