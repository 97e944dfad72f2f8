// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "autohome",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // Text: positions, diagnostics, edits.
        .target(name: "SourceText"),
        .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),

        // Disk: the only place that touches it.
        .target(name: "CLinux"),
        .target(
            name: "SystemFiles",
            dependencies: ["CLinux", .product(name: "SystemPackage", package: "swift-system")]
        ),
        .testTarget(
            name: "SystemFilesTests",
            dependencies: ["SystemFiles", .product(name: "SystemPackage", package: "swift-system")]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// One set of rules for every Swift target: the same language everywhere, and no warning lives.
for target in package.targets where ![.system, .plugin].contains(target.type) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
        .treatWarning("DeprecatedDeclaration", as: .warning),
    ]
}
