import CScrubjayOneDNN
import Foundation

/// The limit of the embedder: oneDNN's products of the same sizes and nothing else, on one thread.
final class BareProducts {
  private static let rows = 512
  /// The inputs and outputs of the four products of a layer of all-MiniLM-L6-v2.
  private static let sizes = [(384, 1_152), (384, 384), (384, 1_536), (1_536, 384)]

  private var engine: dnnl_engine_t?
  private var stream: dnnl_stream_t?
  private var products: [(primitive: dnnl_primitive_t?, arguments: [dnnl_exec_arg_t])] = []

  /// Floating-point operations of one token's products with the weights of all six layers.
  static let operationsPerToken = 6 * sizes.reduce(0.0) { $0 + 2 * Double($1.0 * $1.1) }

  init() throws {
    // The thread's own setting, as the embedder's threads have it.
    if let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "omp_set_num_threads") {
      unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)(1)
    }
    try check(dnnl_engine_create(&engine, dnnl_cpu, 0))
    try check(dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue))
    for (input, output) in Self.sizes { products.append(try product(input, output)) }
  }

  /// Billions of floating-point operations a second, the best of some rounds.
  func run(rounds: Int = 30) throws -> Double {
    var best = Duration.seconds(1_000)
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      for (primitive, arguments) in products {
        try check(dnnl_primitive_execute(primitive, stream, Int32(arguments.count), arguments))
      }
      try check(dnnl_stream_wait(stream))
      best = min(best, ContinuousClock.now - start)
    }
    return Double(Self.rows) * Self.operationsPerToken / 6 / best.seconds / 1e9
  }

  private func product(_ input: Int, _ output: Int) throws -> (dnnl_primitive_t?, [dnnl_exec_arg_t]) {
    var source = try matrix(Self.rows, input, dnnl_ab)
    var weights = try matrix(input, output, dnnl_format_tag_any)
    var target = try matrix(Self.rows, output, dnnl_ab)
    var description = dnnl_matmul_desc_t()
    try check(dnnl_matmul_desc_init(&description, &source, &weights, nil, &target))
    var plan: dnnl_primitive_desc_t?
    try check(dnnl_primitive_desc_create(&plan, &description, nil, engine, nil))
    var primitive: dnnl_primitive_t?
    try check(dnnl_primitive_create(&primitive, plan))
    guard var packed = dnnl_primitive_desc_query_md(plan, dnnl_query_weights_md, 0)?.pointee else {
      throw BenchmarkFailure(message: "oneDNN chose no layout")
    }
    return (
      primitive,
      [
        dnnl_exec_arg_t(arg: DNNL_ARG_SRC, memory: try memory(&source)),
        dnnl_exec_arg_t(arg: DNNL_ARG_WEIGHTS, memory: try memory(&packed)),
        dnnl_exec_arg_t(arg: DNNL_ARG_DST, memory: try memory(&target)),
      ]
    )
  }

  private func matrix(_ rows: Int, _ columns: Int, _ tag: dnnl_format_tag_t) throws -> dnnl_memory_desc_t {
    var lengths = [dnnl_dim_t](repeating: 0, count: Int(DNNL_MAX_NDIMS))
    lengths[0] = dnnl_dim_t(rows)
    lengths[1] = dnnl_dim_t(columns)
    var description = dnnl_memory_desc_t()
    try check(dnnl_memory_desc_init_by_tag(&description, 2, lengths, dnnl_f32, tag))
    return description
  }

  private func memory(_ description: inout dnnl_memory_desc_t) throws -> dnnl_memory_t? {
    // As many bytes as oneDNN asks for, kept until the process ends.
    let size = dnnl_memory_desc_get_size(&description)
    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    start.initializeMemory(as: Float.self, repeating: 0.01, count: size / 4)
    var memory: dnnl_memory_t?
    try check(dnnl_memory_create(&memory, &description, engine, start))
    return memory
  }

  private func check(_ status: dnnl_status_t) throws {
    guard status == dnnl_success else { throw BenchmarkFailure(message: "oneDNN failed: \(status.rawValue)") }
  }
}
