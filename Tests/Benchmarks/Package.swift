// swift-tools-version: 6.2
import PackageDescription

// A package of its own: it measures whole processes, so it needs nothing of what it measures, and no other package.
let package = Package(
    name: "benchmarks",
    targets: [
        .executableTarget(
            name: "benchmarks",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .treatAllWarnings(as: .error),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
