import Foundation

// Not `exit()`: threads of libcurl may still be at work, and it would take the libraries' globals from under them. All
// output is written by then, and databases are closed.
_exit(await Program.main().rawValue)
