import CScrubjayMicroHTTP

/// A connection that libmicrohttpd neither polls nor frees until it is resumed.
///
/// `@unchecked Sendable`: the pointer stays valid while suspended, and `MHD_resume_connection` may be called on any
/// thread. It is called once, by the ``Exchange`` that holds this value.
struct SuspendedConnection: @unchecked Sendable {
  private let connection: OpaquePointer

  /// Suspends `connection`, inside its request callback.
  init(suspending connection: OpaquePointer) {
    MHD_suspend_connection(connection)
    self.connection = connection
  }

  func resume() {
    MHD_resume_connection(connection)
  }
}
