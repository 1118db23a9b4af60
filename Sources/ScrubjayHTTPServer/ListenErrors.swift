import Glibc
public import ScrubjayCore

extension ScrubjayError.Code {
  /// Another process listens at the address that the server was given.
  public static let addressInUse = Self("address_in_use", .conflict)
  /// The system does not let this user listen at the address that the server was given.
  public static let listenNotPermitted = Self("listen_not_permitted", .forbidden)
  /// The system refused to make the server's socket or threads.
  public static let cannotListen = Self("cannot_listen", .unavailable)
}

extension ScrubjayError {
  /// The error for a system call on `address` that failed with `number`.
  static func listening(at address: HTTPAddress, failedWith number: Int32) -> ScrubjayError {
    switch number {
    case EADDRINUSE:
      ScrubjayError(
        .addressInUse,
        "Another process is listening on \(address); stop it, or choose another port (0 picks a free one).")
    case EACCES, EPERM:
      ScrubjayError(
        .listenNotPermitted,
        "This user may not listen on \(address); choose a port from 1024 up, or grant the permission.")
    case EADDRNOTAVAIL:
      ScrubjayError(
        .invalidConfiguration,
        "No network interface of this machine has the address \(address.host); use 127.0.0.1, ::1, 0.0.0.0 or ::.")
    default:
      ScrubjayError(.cannotListen, "The server cannot listen on \(address): \(String(cString: strerror(number))).")
    }
  }
}
