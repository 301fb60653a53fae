// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the small tools are made of uses no regular expressions and no tasks; each file would have their libraries linked
/// all the same.
let lean: [SwiftSetting] =
  strict + [
    .unsafeFlags([
      "-Xfrontend", "-disable-implicit-string-processing-module-import",
      "-Xfrontend", "-disable-implicit-concurrency-module-import",
    ]),
    // So the linker can move each function by itself: see start.order.
    .unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release)),
  ]

let strictC: [CSetting] = [
  .unsafeFlags(["-Wall", "-Wextra", "-Werror"]),
  // See start.c: a fully static program must not ask /proc for its own path and arguments.
  .define("STATIC_RUNTIME", .when(configuration: .release)),
]

/// `lab` needs Foundation, for YAML.
///
/// The Makefile builds it with --static-swift-stdlib, so no toolchain is needed where it runs.
let stripped: [LinkerSetting] = [
  .unsafeFlags(["-use-ld=lld", "-Xlinker", "-s"], .when(configuration: .release))
]

/// `make order` has to see what is where.
let symbols: [String] =
  if let map = Context.environment["ANATOMY_MAP"] {
    ["-Xlinker", "--strip-debug", "-Xlinker", "--no-demangle", "-Xlinker", "-Map=\(map)"]
  } else {
    ["-Xlinker", "-s"]
  }

/// A release tool is one file that runs anywhere, an empty root without /proc included.
///
/// Of its eight megabytes a start needs little, which start.order has lie side by side: half of the page faults, a twentieth
/// of the time. What is not there any more, or not yet listed, is no mistake.
let wholeStatic: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-executable", "-use-ld=lld"] + symbols + [
      "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/start.order",
      "-Xlinker", "--no-warn-symbol-ordering",
    ], .when(configuration: .release))
]

let package = Package(
  name: "ContainerAnatomy",
  products: [
    .library(name: "Isolation", targets: ["Isolation"])
  ],
  dependencies: [
    // Lab files are YAML, written by people: anchors, block texts, good messages with line numbers.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Subcommands, help and completions of `lab`. The small tools do without: see docs/developing.md.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // What Swift cannot call, or glibc does not wrap.
    .target(name: "CLinux", cSettings: strictC),
    // Capability names and sets: libcap knows those of newer kernels as well.
    .systemLibrary(name: "CLibcap", providers: [.apt(["libcap-dev"])]),

    .target(name: "Isolation", dependencies: ["CLinux"], swiftSettings: lean),
    .target(name: "Capabilities", dependencies: ["CLibcap", "Isolation"], swiftSettings: lean),
    .target(name: "Supervision", dependencies: ["CLinux", "Isolation"], swiftSettings: lean),
    .target(name: "Console", dependencies: ["CLinux", "Isolation"], swiftSettings: lean),
    .target(
      name: "LabKit",
      dependencies: ["CLinux", "Capabilities", "Isolation", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),

    .executableTarget(
      name: "ns-unshare", dependencies: ["Isolation", "Console", "Capabilities"], swiftSettings: lean,
      linkerSettings: wholeStatic),
    .executableTarget(
      name: "ns-enter", dependencies: ["Isolation", "Console", "Capabilities"], swiftSettings: lean,
      linkerSettings: wholeStatic),
    .executableTarget(
      name: "ns-list", dependencies: ["Isolation", "Console"], swiftSettings: lean,
      linkerSettings: wholeStatic),
    .executableTarget(
      name: "ns-compare", dependencies: ["Isolation", "Console", "Capabilities"], swiftSettings: lean,
      linkerSettings: wholeStatic),
    .executableTarget(
      name: "cgroup-run", dependencies: ["Isolation", "Console"], swiftSettings: lean,
      linkerSettings: wholeStatic),
    .executableTarget(
      name: "pid1-reaper", dependencies: ["Isolation", "Console", "Supervision"], swiftSettings: lean,
      linkerSettings: wholeStatic),
    .executableTarget(
      name: "cgroup-top", dependencies: ["Isolation", "Console"], swiftSettings: lean,
      linkerSettings: wholeStatic),
    .executableTarget(
      name: "lab",
      dependencies: [
        "Isolation", "Console", "LabKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict, linkerSettings: stripped),

    // How tests run programs: with a deadline, and never inside the test process.
    .target(name: "TestSupport", dependencies: ["CLinux"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "IsolationTests",
      dependencies: [
        "Isolation", "Console", "Supervision", "ns-unshare", "ns-enter", "ns-list", "ns-compare",
        "pid1-reaper", "cgroup-run", "cgroup-top", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(name: "ConsoleTests", dependencies: ["Console", "Isolation"], swiftSettings: strict),
    // Black box, on the built tools: `make build` first.
    .testTarget(name: "ToolTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LabKitTests", dependencies: ["LabKit", "Isolation", "TestSupport"], swiftSettings: strict),
    // One case a lab: what it claims is proved, both ways. LabKit only reads the labs for them.
    .testTarget(
      name: "LabTests", dependencies: ["LabKit", "Isolation", "TestSupport"], swiftSettings: strict),
  ]
)
