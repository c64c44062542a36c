// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users of xueji never build it: see README.md.
//
// The readers are `package`, not `public`, so that a package that depends on xueji could not see them. This one builds them
// itself: `Sources` and `TestSupport` are symbolic links, and the targets below are those of ../Package.swift as far as they are
// needed here.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
]
let columnar = strict + [.enableExperimentalFeature("Lifetimes")]

let package = Package(
    name: "xueji-fuzz",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CLZ4", path: "Sources/CLZ4", pkgConfig: "liblz4"),
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CDeflate", path: "Sources/CDeflate", pkgConfig: "libdeflate"),
        .systemLibrary(name: "CCrypto", path: "Sources/CCrypto", pkgConfig: "libcrypto"),
        .target(name: "CVector", path: "Sources/CVector"),
        .target(name: "Columnar", dependencies: ["CLZ4", "CDeflate"], path: "Sources/Columnar", swiftSettings: columnar),
        .target(
            name: "Records", dependencies: ["Columnar", "CCrypto"], path: "Sources/Records", exclude: ["Codes/csv"],
            swiftSettings: strict),
        .target(name: "Store", dependencies: ["Columnar", "Records", "CCrypto"], path: "Sources/Store", swiftSettings: strict),
        .target(
            name: "Ingest", dependencies: ["Columnar", "Records", "Store", "CVector", "CZlib", "CDeflate", "CCrypto"],
            path: "Sources/Ingest", exclude: ["README.md"], swiftSettings: strict),
        .target(name: "TestSupport", dependencies: ["Columnar", "Records"], path: "TestSupport", swiftSettings: strict),

        // Prints the cells of one file, for scripts/compare-readers.
        .executableTarget(name: "DumpCells", dependencies: ["Ingest"], path: "DumpCells", swiftSettings: strict),
        // All fuzz targets; links only with `--sanitize fuzzer`, which brings the program's main. See scripts/fuzz.
        .executableTarget(
            name: "FuzzTargets", dependencies: ["Columnar", "Ingest", "TestSupport"], path: "Targets",
            swiftSettings: strict),
    ]
)
