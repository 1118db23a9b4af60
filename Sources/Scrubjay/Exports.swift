// What a Swift program needs beside the engine: the values it takes and gives.
@_exported public import ScrubjayCore
@_exported public import ScrubjayEngine
