// swift-tools-version: 6.2
import PackageDescription

// Every target: Swift 6 language mode, strict memory safety, warnings as errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

// A release carries Swift's libraries: it starts in half the time and runs where no Swift is installed. LLD packs the addresses that
// are set at the start (glibc 2.36 or later). XUEJI_SHARED_SWIFT=1 is for sanitizers, which must see all memory that is taken and freed.
let isStandalone = Context.environment["XUEJI_SHARED_SWIFT"] == nil
let standalone: [SwiftSetting] = isStandalone ? [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))] : []
let standaloneLinking: [LinkerSetting] =
    isStandalone
    ? [
        .unsafeFlags(
            ["-static-stdlib", "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
            .when(configuration: .release))
    ] : []

// Columnar alone hands out spans of its own storage, so it alone needs lifetime annotations.
let columnar = strict + [.enableExperimentalFeature("Lifetimes")]

let package = Package(
    name: "xueji",
    products: [
        .executable(name: "xueji", targets: ["xueji"]),
        .library(name: "Columnar", targets: ["Columnar"]),
        // For Benchmarks/, a package of its own.
        .library(name: "Records", targets: ["Records"]),
        .library(name: "Pipeline", targets: ["Store", "Ingest", "Checks", "Synthetic"]),
    ],
    dependencies: [
        // Command-line parsing, --help and shell completions.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Log levels and handlers that every Swift user knows.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Reads the --config file; from 6.0.0 with bounded aliases.
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // System libraries, found by pkg-config.
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // Lines with editing and completion for `xueji shell`; GNU readline's interface under a BSD licence.
        .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        // Own vector code for what Swift has no instruction for, with plain twins in Swift; builds for any processor.
        .target(name: "CVector"),

        // Bottom-up: each target sees only those above it.
        .target(name: "Spreadsheets", dependencies: ["CXLSXWriter"], exclude: ["README.md"], swiftSettings: strict),
        // libdeflate for the checksums of pages.
        .target(name: "Columnar", dependencies: ["CLZ4", "CDeflate"], swiftSettings: columnar),
        .target(name: "Records", dependencies: ["Columnar", "CCrypto"], exclude: ["Codes/csv"], swiftSettings: strict),
        .target(name: "Store", dependencies: ["Columnar", "Records", "CCrypto"], swiftSettings: strict),
        .target(
            name: "Ingest", dependencies: ["Columnar", "Records", "Store", "CVector", "CZlib", "CDeflate", "CCrypto"],
            exclude: ["README.md"],
            swiftSettings: strict),
        .target(
            name: "Checks", dependencies: ["Columnar", "Records", "Store"], exclude: ["README.md"], swiftSettings: strict),
        // libcrypto for temporary files, which must not hold personal data in clear.
        .target(name: "Query", dependencies: ["Columnar", "Records", "Store", "CCrypto"], swiftSettings: strict),
        .target(
            name: "Synthetic", dependencies: ["Columnar", "Records", "Spreadsheets", "CZlib", "CDeflate"],
            swiftSettings: strict),
        .target(
            name: "Reports", dependencies: ["Columnar", "Records", "Spreadsheets", "Store", "Ingest", "Checks", "Query"],
            swiftSettings: strict),
        .executableTarget(
            name: "xueji",
            dependencies: [
                "CEdit", "Columnar", "Records", "Spreadsheets", "Store", "Ingest", "Checks", "Query", "Reports", "Synthetic",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict + standalone, linkerSettings: standaloneLinking),

        // Tests mirror Sources; what several of them share is in TestSupport.
        .target(
            name: "TestSupport", dependencies: ["Columnar", "Records"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .testTarget(
            name: "ColumnarTests", dependencies: ["Columnar", "TestSupport"], exclude: ["Interop/interop.py", "Goldens"],
            swiftSettings: columnar),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "Ingest", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "StoreTests", dependencies: ["Store", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "IngestTests", dependencies: ["Ingest", "TestSupport"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "ChecksTests", dependencies: ["Checks", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "QueryTests", dependencies: ["Query", "Records", "Store", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "Records", "Spreadsheets", "Store", "Ingest", "Checks", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "SyntheticTests", dependencies: ["Synthetic", "Checks", "TestSupport"], swiftSettings: strict),
        // Hot paths with times and growth; scripts/test runs it alone, after the others.
        .testTarget(
            name: "TimingTests",
            dependencies: ["Columnar", "Records", "Store", "Ingest", "Checks", "Synthetic", "TestSupport"], swiftSettings: strict),
        // The built program as a user runs it; not a dependency, because its Swift libraries must not meet those of the tests.
        .testTarget(
            name: "EndToEndTests", dependencies: ["Records", "Reports", "Spreadsheets", "TestSupport"],
            exclude: ["LibreOffice"], swiftSettings: strict),
    ]
)
