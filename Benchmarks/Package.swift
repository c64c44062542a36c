// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users of xueji never build it. One target per question.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error)]

func benchmark(_ name: String, _ products: [String]) -> Target {
    .executableTarget(
        name: name,
        dependencies: [.product(name: "Benchmark", package: "benchmark")]
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
        benchmark("DuplicateKeys", ["Columnar"]),
    ]
)
