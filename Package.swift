// swift-tools-version: 6.2
import PackageDescription

// Every target compiles under the same rules: Swift 6, the upcoming features, no warnings.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// A Swift target whose arrows are exactly the ones named here (see ARCHITECTURE.md).
func layer(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of one layer.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [], excluding excluded: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: excluded, resources: resources, swiftSettings: strict)
}

/// A C library of the system, by its Debian and Homebrew packages.
func system(_ name: String, pkgConfig: String? = nil, apt: String, brew: String) -> Target {
  .systemLibrary(
    name: name, path: "System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
  name: "scrubjay",
  products: [
    .executable(name: "scrubjay", targets: ["ScrubjayCLI"]),
    .library(name: "Scrubjay", targets: ["Scrubjay"]),
    .library(name: "ScrubjayCore", targets: ["ScrubjayCore"]),
    .library(name: "ScrubjayEngine", targets: ["ScrubjayEngine"]),
    .library(name: "ScrubjaySQLite", targets: ["ScrubjaySQLite"]),
    .library(name: "ScrubjayFiles", targets: ["ScrubjayFiles"]),
    .library(name: "ScrubjayModels", targets: ["ScrubjayModels"]),
    .library(name: "ScrubjayConformance", targets: ["ScrubjayConformance"]),
  ],
  targets: [
    system("CScrubjaySQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite3"),
    system("CScrubjayMicroHTTP", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev", brew: "libmicrohttpd"),
    system("CScrubjayCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev", brew: "curl"),
    system("CScrubjayStemmer", apt: "libstemmer-dev", brew: "snowball"),
    system("CScrubjayOneDNN", apt: "libdnnl-dev", brew: "onednn"),
    system("CScrubjayYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    system("CScrubjaySodium", pkgConfig: "libsodium", apt: "libsodium-dev", brew: "libsodium"),

    .target(name: "CScrubjayKernels"),
    layer("ScrubjayCore"),
    layer("ScrubjayLanguage", ["ScrubjayCore", "CScrubjayStemmer"]),
    layer(
      "ScrubjayEngine", ["ScrubjayCore", "ScrubjayLanguage", "CScrubjaySodium", "CScrubjayYAML"],
      resources: [
        .embedInCode("Prompts/extraction-2.md"), .embedInCode("Prompts/merge-1.md"),
        .embedInCode("Prompts/summary-1.md"),
      ]),
    layer("ScrubjaySQL", ["ScrubjayCore"]),
    layer("ScrubjaySQLite", ["ScrubjayCore", "ScrubjaySQL", "CScrubjaySQLite", "CScrubjayKernels"]),
    layer("ScrubjayHTTPServer", ["ScrubjayCore", "CScrubjayMicroHTTP"]),
    layer("ScrubjayHTTPClient", ["ScrubjayCore", "CScrubjayCurl"]),
    layer("ScrubjayFiles", ["ScrubjayCore", "CScrubjaySodium"]),
    layer(
      "ScrubjayModels",
      ["ScrubjayCore", "ScrubjayHTTPClient", "CScrubjayKernels", "CScrubjayOneDNN", "CScrubjaySodium"]),
    layer("ScrubjayAPI", ["ScrubjayCore", "ScrubjayEngine"]),
    layer("ScrubjayDoors", ["ScrubjayCore", "ScrubjayEngine", "ScrubjayAPI", "ScrubjayHTTPServer"]),
    layer("Scrubjay", ["ScrubjayCore", "ScrubjayEngine", "ScrubjaySQLite", "ScrubjayModels", "ScrubjayFiles"]),
    layer("ScrubjayConformance", ["ScrubjayCore"]),
    layer("ScrubjayTestKit", ["ScrubjayCore", "CScrubjaySQLite"]),

    .executableTarget(
      name: "ScrubjayCLI",
      dependencies: [
        "Scrubjay", "ScrubjayCore", "ScrubjayLanguage", "ScrubjayEngine", "ScrubjayAPI", "ScrubjayDoors",
        "ScrubjaySQLite", "ScrubjayModels", "ScrubjayFiles", "ScrubjayHTTPServer", "ScrubjayHTTPClient",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "FiveLines", dependencies: ["Scrubjay"], path: "Examples/FiveLines", swiftSettings: strict),
    .executableTarget(
      name: "scripted-llm", dependencies: ["ScrubjayTestKit"], path: "Examples/ScriptedLLM", swiftSettings: strict),
    .executableTarget(
      name: "ScrubjayBenchmarks",
      dependencies: [
        "Scrubjay", "ScrubjayCore", "ScrubjayEngine", "ScrubjayAPI", "ScrubjaySQLite", "ScrubjayHTTPClient",
        "ScrubjayModels", "ScrubjayTestKit", "CScrubjayOneDNN",
      ],
      path: "Benchmarks/ScrubjayBenchmarks", swiftSettings: strict),

    tests("ScrubjayCoreTests", ["ScrubjayCore", "ScrubjayTestKit"]),
    tests(
      "ScrubjayLanguageTests", ["ScrubjayCore", "ScrubjayLanguage", "ScrubjayTestKit"],
      excluding: [
        "SameMeaning/near-duplicates-held-out.json", "SameMeaning/near-duplicates.json", "Secrets/secrets.json",
        "Statements/held-out.json", "Statements/statements-later.json", "Statements/statements-more.json",
        "Statements/statements-unseen.json",
        "Statements/statements.json",
      ]),
    tests(
      "ScrubjayEngineTests",
      ["ScrubjayCore", "ScrubjayLanguage", "ScrubjayEngine", "ScrubjaySQL", "ScrubjaySQLite", "ScrubjayTestKit"],
      excluding: ["Conflicts/held-out.json", "Conflicts/pairs.json"]),
    tests(
      "ScrubjayFilesTests", ["ScrubjayCore", "ScrubjayEngine", "ScrubjayFiles", "ScrubjaySQLite", "ScrubjayTestKit"]),
    tests(
      "ScrubjaySQLiteTests",
      [
        "CScrubjaySQLite", "CScrubjayKernels", "ScrubjayCore", "ScrubjayEngine", "ScrubjaySQL", "ScrubjaySQLite",
        "ScrubjayConformance", "ScrubjayTestKit",
      ]),
    tests("ScrubjayHTTPTests", ["ScrubjayCore", "ScrubjayHTTPServer", "ScrubjayHTTPClient", "ScrubjayTestKit"]),
    tests(
      "ScrubjayModelsTests",
      [
        "CScrubjayKernels", "ScrubjayCore", "ScrubjayLanguage", "ScrubjayEngine", "ScrubjayHTTPClient",
        "ScrubjayModels",
        "ScrubjayConformance", "ScrubjayTestKit",
      ],
      resources: [.copy("Reference/kinds.json"), .copy("Reference/reference.json")],
      excluding: [
        "Reference/make_kinds.py", "Reference/make_reference.py", "Reference/make_reference_texts.py",
        "Reference/requirements-kinds.txt", "Reference/requirements.txt",
      ]),
    tests(
      "ScrubjayAPITests",
      [
        "Scrubjay", "ScrubjayCore", "ScrubjayEngine", "ScrubjayAPI", "ScrubjayDoors", "ScrubjayHTTPServer",
        "ScrubjayHTTPClient", "ScrubjayModels", "ScrubjayTestKit",
      ]),
    tests(
      "ScrubjayCLITests",
      ["ScrubjayCore", "ScrubjayEngine", "ScrubjayCLI", "ScrubjayHTTPClient", "ScrubjayModels", "ScrubjayTestKit"]),
  ],
  swiftLanguageModes: [.v6]
)
