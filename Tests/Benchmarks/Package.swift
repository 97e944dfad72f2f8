// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds autohome builds it. Whole processes are measured, and the resolver,
// which others use as a library.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "autohome", path: "../..")],
    targets: [
        // Counts what the process allocates.
        .target(name: "CAllocations"),
        // What the same work costs in C.
        .target(name: "CFloor"),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "CAllocations", "CFloor", .product(name: "AutomountResolver", package: "autohome"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .treatAllWarnings(as: .error),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
