import CScrubjayKernels

/// The scalar products of a query with rows of codes, by the fastest instructions that this processor has.
struct CodeKernel: Sendable {
  private let version = scrubjay_vectors_fastest()

  /// Writes the product of the query with each row; `codes` has a row of as many coordinates for each product.
  func multiply(
    _ query: UnsafeBufferPointer<Int8>, _ codes: UnsafeBufferPointer<Int8>,
    into products: UnsafeMutableBufferPointer<Int32>
  ) {
    guard let query = query.baseAddress, let start = codes.baseAddress, let results = products.baseAddress else {
      return
    }
    let dimension = codes.count / products.count
    scrubjay_vectors_products(version, query, start, products.count, dimension, results)
  }
}
