import CScrubjayMicroHTTP
import Glibc

/// The address of a socket, of whatever family.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private var count = socklen_t(MemoryLayout<sockaddr_storage>.size)

  /// No address, with room for any.
  init() {}

  /// A copy; `nil` if there is nothing to copy or too much.
  init?(_ address: UnsafePointer<sockaddr>?, _ count: socklen_t) {
    guard let address, Int(count) <= MemoryLayout<sockaddr_storage>.size else { return nil }
    self.count = count
    withUnsafeMutableBytes(of: &storage) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(count)))
    }
  }

  /// `AF_INET`, `AF_INET6` or another.
  var family: Int32 { Int32(storage.ss_family) }

  /// The address in digits; an IPv4 address that came in over an IPv6 socket is written as IPv4.
  var host: String {
    withAddress { address, _ in numericHost(of: address) }
  }

  var port: Int {
    withUnsafeBytes(of: storage) { bytes in
      // Both families have the port, in network order, right after the family.
      Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: MemoryLayout<sa_family_t>.size, as: UInt16.self)))
    }
  }

  func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, count) }
    }
  }

  mutating func withMutableAddress(_ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Void) {
    withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &count) }
    }
  }
}

/// The address in digits; an IPv4 address that came in over an IPv6 socket is written as IPv4.
func numericHost(of address: UnsafePointer<sockaddr>?) -> String {
  guard let address else { return "" }
  let isIPv6 = Int32(address.pointee.sa_family) == AF_INET6
  let count = isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
  let digits = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { buffer -> String in
    let status = getnameinfo(
      address, socklen_t(count), buffer.baseAddress, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
    guard status == 0, let start = buffer.baseAddress else { return "" }
    return String(cString: start)
  }
  let mapped = "::ffff:"
  return digits.hasPrefix(mapped) && digits.contains(".") ? String(digits.dropFirst(mapped.count)) : digits
}
