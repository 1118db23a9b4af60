import CScrubjayKernels

/// The scalar products of a query with rows of codes, by the fastest instructions that this processor has.
enum CodeKernel {
  /// Writes the product of the query with each row; `codes` has a row of as many coordinates for each product.
  static func multiply(
    _ query: UnsafeBufferPointer<Int8>, _ codes: UnsafeBufferPointer<Int8>,
    into products: UnsafeMutableBufferPointer<Int32>
  ) {
    guard let query = query.baseAddress, let start = codes.baseAddress, let results = products.baseAddress else {
      return
    }
    scrubjay_vectors_products(query, start, products.count, codes.count / products.count, results)
  }
}
