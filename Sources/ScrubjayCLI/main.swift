import Foundation

// Not exit(): that would take OpenSSL and the C++ library down while libcurl's threads may still use them, and now and
// then crash. Everything has been written by then, and nothing is left in a buffer.
_exit(await Program.main().rawValue)
