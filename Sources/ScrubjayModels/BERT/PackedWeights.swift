import CScrubjayOneDNN
import ScrubjayCore

/// A matrix of weights in the order in which oneDNN reads them fastest, with its bias.
///
/// Unchecked: nothing changes after it was made.
final class PackedWeights: @unchecked Sendable {
  let kind: ProductKind
  /// The layout that oneDNN chose.
  let layout: dnnl_memory_desc_t
  let numbers: FloatMemory
  let bias: FloatMemory

  /// The number of rows for which the layout is chosen; it serves every other number as well.
  private static let typicalRows = 256

  /// Packs a matrix that is stored output by output, as models are; `stored` is not needed afterwards.
  init(_ kind: ProductKind, stored: FloatMemory, bias: FloatMemory, _ library: OneDNN) throws(ScrubjayError) {
    self.kind = kind
    self.bias = bias
    let description = try kind.description(rows: Self.typicalRows, weights: nil, library.engine)
    defer { dnnl_primitive_desc_destroy(description) }
    guard let layout = dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0) else {
      throw ScrubjayError(.internalError, "oneDNN chose no layout.")
    }
    self.layout = layout.pointee
    numbers = FloatMemory(count: (dnnl_memory_desc_get_size(layout) + 3) / 4)
    let plain = try OneDNN.matrix(rows: kind.input, columns: kind.output, tag: dnnl_ba)
    let source = try OneDNNMemory(plain, library.engine, at: stored.start)
    let target = try OneDNNMemory(self.layout, library.engine, at: numbers.start)
    try Self.reorder(plain, source, self.layout, target, library.engine)
  }

  private static func reorder(
    _ from: dnnl_memory_desc_t, _ source: OneDNNMemory, _ to: dnnl_memory_desc_t, _ target: OneDNNMemory,
    _ engine: dnnl_engine_t
  ) throws(ScrubjayError) {
    var from = from
    var to = to
    var description: dnnl_primitive_desc_t?
    try OneDNN.check(
      dnnl_reorder_primitive_desc_create(&description, &from, engine, &to, engine, nil), "plan the packing")
    defer { dnnl_primitive_desc_destroy(description) }
    var reorder: dnnl_primitive_t?
    try OneDNN.check(dnnl_primitive_create(&reorder, description), "make the packing")
    defer { dnnl_primitive_destroy(reorder) }
    var stream: dnnl_stream_t?
    try OneDNN.check(dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue), "make a stream")
    defer { dnnl_stream_destroy(stream) }
    let arguments = [
      dnnl_exec_arg_t(arg: DNNL_ARG_FROM, memory: source.memory),
      dnnl_exec_arg_t(arg: DNNL_ARG_TO, memory: target.memory),
    ]
    try OneDNN.check(dnnl_primitive_execute(reorder, stream, Int32(arguments.count), arguments), "pack weights")
    try OneDNN.check(dnnl_stream_wait(stream), "pack weights")
  }
}
