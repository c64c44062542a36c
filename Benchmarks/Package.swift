// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users of xueji never build it. One target per question.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error)]

func benchmark(_ name: String, _ products: [String] = ["Columnar"]) -> Target {
    .executableTarget(
        name: name,
        dependencies: [.target(name: "BenchmarkData"), .product(name: "Benchmark", package: "benchmark")]
            + products.map { .product(name: $0, package: "xueji") },
        path: name,
        swiftSettings: settings,
        plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
    name: "xueji-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "xueji", path: ".."),
        // Without its default traits it needs no jemalloc; allocation counts are then left out.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(
            name: "BenchmarkData", dependencies: [.product(name: "Columnar", package: "xueji")], path: "BenchmarkData",
            swiftSettings: settings),
        benchmark("ColumnStatistics"),
        benchmark("DictionaryEncoding"),
        benchmark("DuplicateKeys"),
        // A whole process for scripts/compare-peers, not a benchmark by itself.
        .executableTarget(
            name: "DuplicateKeysOfFile", dependencies: [.product(name: "Columnar", package: "xueji")],
            path: "DuplicateKeysOfFile", swiftSettings: settings),
        benchmark("IdentityNumbers", ["Columnar", "Records"]),
        benchmark("Parquet"),
        benchmark("IngestAndChecks", ["Pipeline"]),
    ]
)
