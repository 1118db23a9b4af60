import Foundation

exit(await Program.main().rawValue)
