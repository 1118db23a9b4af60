import CScrubjayOneDNN
import Foundation
import ScrubjayCore

/// oneDNN's view of this processor, and what every call to it goes through.
///
/// Unchecked: oneDNN's engines may be used by several threads.
final class OneDNN: @unchecked Sendable {
  let engine: dnnl_engine_t

  /// - Throws: `internal_error` when oneDNN does not start.
  init() throws(ScrubjayError) {
    var engine: dnnl_engine_t?
    try Self.check(dnnl_engine_create(&engine, dnnl_cpu, 0), "make an engine")
    self.engine = try Self.require(engine, "an engine")
  }

  deinit { dnnl_engine_destroy(engine) }

  /// Makes oneDNN compute on the calling thread alone, whatever the environment says: the texts are what is divided
  /// among threads.
  ///
  /// OpenMP keeps this for each thread. Its library comes with oneDNN's, so it is looked up by name and not linked; a
  /// build of oneDNN without OpenMP has no such function, and no threads of its own either.
  static func useOneThread() {
    #if canImport(Darwin)
      let everywhere = RTLD_DEFAULT
    #else
      let everywhere = UnsafeMutableRawPointer(bitPattern: 0)
    #endif
    guard let symbol = dlsym(everywhere, "omp_set_num_threads") else { return }
    unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)(1)
  }

  /// - Throws: `internal_error` with what was tried.
  static func check(_ status: dnnl_status_t, _ what: String) throws(ScrubjayError) {
    guard status == dnnl_success else {
      throw ScrubjayError(.internalError, "oneDNN could not \(what) (status \(status.rawValue)).")
    }
  }

  static func require<Value>(_ value: Value?, _ what: String) throws(ScrubjayError) -> Value {
    guard let value else { throw ScrubjayError(.internalError, "oneDNN made no \(what).") }
    return value
  }

  /// The layout of a matrix, row after row.
  static func matrix(
    rows: Int, columns: Int, tag: dnnl_format_tag_t = dnnl_ab
  ) throws(ScrubjayError) -> dnnl_memory_desc_t {
    var descriptor = dnnl_memory_desc_t()
    var lengths = [dnnl_dim_t](repeating: 0, count: Int(DNNL_MAX_NDIMS))
    lengths[0] = dnnl_dim_t(rows)
    lengths[1] = dnnl_dim_t(columns)
    try check(dnnl_memory_desc_init_by_tag(&descriptor, 2, lengths, dnnl_f32, tag), "describe a matrix")
    return descriptor
  }
}

/// A place in memory with its layout, as oneDNN wants it.
final class OneDNNMemory {
  let memory: dnnl_memory_t

  init(
    _ descriptor: dnnl_memory_desc_t, _ engine: dnnl_engine_t, at start: UnsafeMutableRawPointer?
  ) throws(ScrubjayError) {
    var descriptor = descriptor
    var memory: dnnl_memory_t?
    // A null pointer lets the place be set later.
    try OneDNN.check(dnnl_memory_create(&memory, &descriptor, engine, start), "make a memory")
    self.memory = try OneDNN.require(memory, "memory")
  }

  deinit { dnnl_memory_destroy(memory) }

  /// Points to another place.
  func move(to start: UnsafeMutableRawPointer) throws(ScrubjayError) {
    try OneDNN.check(dnnl_memory_set_data_handle(memory, start), "move a memory")
  }
}
