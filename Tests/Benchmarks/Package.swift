// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds autohome builds it. Whole processes are measured, and the resolver,
// which others use as a library.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "autohome", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // Counts what the process allocates.
        .target(name: "CAllocations"),
        // What the same work costs in C.
        .target(name: "CFloor"),
        // All accounts of a server: read and followed by autohome, and in C by a program that keeps nothing.
        .executableTarget(
            name: "read-accounts",
            dependencies: [
                .product(name: "LDAPClient", package: "autohome"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(
            name: "follow-accounts",
            dependencies: [
                .product(name: "LDAPClient", package: "autohome"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(
            name: "walk-accounts",
            linkerSettings: [.linkedLibrary("ldap"), .linkedLibrary("lber")]
        ),
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
