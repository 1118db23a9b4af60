import CScrubjayOneDNN
import ScrubjayCore

/// A kind of product of rows with a matrix of weights: its sizes, and what happens to the result in the same pass.
struct ProductKind: Hashable, Sendable {
  /// What happens to x W + bias.
  enum Ending: Hashable, Sendable {
    /// It is stored.
    case store
    /// The exact Gaussian error linear unit of it is stored.
    case gelu
    /// It is added to what is there.
    case add
  }

  /// The length of a row that goes in.
  let input: Int
  /// The length of a row that comes out.
  let output: Int
  let ending: Ending

  /// What oneDNN needs to know to multiply so many rows; `weights` of `nil` lets it choose their layout.
  ///
  /// The caller destroys the result.
  func description(
    rows: Int, weights: dnnl_memory_desc_t?, _ engine: dnnl_engine_t
  ) throws(ScrubjayError) -> dnnl_primitive_desc_t {
    var source = try OneDNN.matrix(rows: rows, columns: input)
    var weights =
      if let weights { weights } else { try OneDNN.matrix(rows: input, columns: output, tag: dnnl_format_tag_any) }
    var bias = try OneDNN.matrix(rows: 1, columns: output)
    var target = try OneDNN.matrix(rows: rows, columns: output)
    var product = dnnl_matmul_desc_t()
    try OneDNN.check(dnnl_matmul_desc_init(&product, &source, &weights, &bias, &target), "describe a product")
    let attributes = try attributes()
    defer { dnnl_primitive_attr_destroy(attributes) }
    var description: dnnl_primitive_desc_t?
    try OneDNN.check(
      dnnl_primitive_desc_create(&description, &product, attributes, engine, nil), "plan a product")
    return try OneDNN.require(description, "plan of a product")
  }

  private func attributes() throws(ScrubjayError) -> dnnl_primitive_attr_t {
    var made: dnnl_primitive_attr_t?
    try OneDNN.check(dnnl_primitive_attr_create(&made), "make attributes")
    let attributes = try OneDNN.require(made, "attributes")
    var operations: dnnl_post_ops_t?
    try OneDNN.check(dnnl_post_ops_create(&operations), "make operations")
    defer { dnnl_post_ops_destroy(operations) }
    switch ending {
    case .store: break
    case .gelu:
      try OneDNN.check(dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_gelu_erf, 0, 0), "append GELU")
    case .add:
      try OneDNN.check(dnnl_post_ops_append_sum(operations, 1), "append a sum")
    }
    try OneDNN.check(dnnl_primitive_attr_set_post_ops(attributes, operations), "set the operations")
    // The encoder of each thread brings the working memory, so that nothing is shared between threads.
    try OneDNN.check(
      dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "set the working memory")
    return attributes
  }
}
