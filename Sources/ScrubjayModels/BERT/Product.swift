import CScrubjayOneDNN
import ScrubjayCore

/// A product of so many rows with weights of one kind, compiled for this processor; for one thread.
final class Product {
  private let primitive: dnnl_primitive_t
  private let source: OneDNNMemory
  private let weights: OneDNNMemory
  private let bias: OneDNNMemory
  private let target: OneDNNMemory
  private let scratch: OneDNNMemory
  /// The working memory, which every call may overwrite.
  private let scratchNumbers: FloatMemory

  /// Compiles the product for weights of a layout.
  init(
    _ kind: ProductKind, rows: Int, layout: dnnl_memory_desc_t, _ engine: dnnl_engine_t
  ) throws(ScrubjayError) {
    let description = try kind.description(rows: rows, weights: layout, engine)
    defer { dnnl_primitive_desc_destroy(description) }
    guard let scratchLayout = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0) else {
      throw ScrubjayError(.internalError, "oneDNN describes no working memory.")
    }
    scratchNumbers = FloatMemory(count: (dnnl_memory_desc_get_size(scratchLayout) + 3) / 4)
    scratch = try OneDNNMemory(scratchLayout.pointee, engine, at: scratchNumbers.start)
    source = try OneDNNMemory(OneDNN.matrix(rows: rows, columns: kind.input), engine, at: nil)
    weights = try OneDNNMemory(layout, engine, at: nil)
    bias = try OneDNNMemory(OneDNN.matrix(rows: 1, columns: kind.output), engine, at: nil)
    target = try OneDNNMemory(OneDNN.matrix(rows: rows, columns: kind.output), engine, at: nil)
    var made: dnnl_primitive_t?
    try OneDNN.check(dnnl_primitive_create(&made, description), "compile a product")
    primitive = try OneDNN.require(made, "product")
  }

  deinit { dnnl_primitive_destroy(primitive) }

  /// Multiplies the rows at `input` and stores or adds the results at `output`.
  func run(
    _ packed: PackedWeights, _ input: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>,
    _ stream: dnnl_stream_t
  ) throws(ScrubjayError) {
    try source.move(to: input)
    try weights.move(to: packed.numbers.start)
    try bias.move(to: packed.bias.start)
    try target.move(to: output)
    let arguments = [
      dnnl_exec_arg_t(arg: DNNL_ARG_SRC, memory: source.memory),
      dnnl_exec_arg_t(arg: DNNL_ARG_WEIGHTS, memory: weights.memory),
      dnnl_exec_arg_t(arg: DNNL_ARG_BIAS, memory: bias.memory),
      dnnl_exec_arg_t(arg: DNNL_ARG_DST, memory: target.memory),
      dnnl_exec_arg_t(arg: DNNL_ARG_SCRATCHPAD, memory: scratch.memory),
    ]
    try OneDNN.check(dnnl_primitive_execute(primitive, stream, Int32(arguments.count), arguments), "multiply")
    try OneDNN.check(dnnl_stream_wait(stream), "multiply")
  }
}
