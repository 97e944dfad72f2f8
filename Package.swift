// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "autohome",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // C libraries; each has one Swift owner.
        .systemLibrary(name: "CLDAP", pkgConfig: "ldap", providers: [.apt(["libldap-dev"])]),

        // Text: positions, diagnostics, edits.
        .target(name: "SourceText"),
        .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),

        // Accounts and directory entries, all pure.
        .target(name: "Accounts", dependencies: ["SourceText"]),

        // LDAP through libldap.
        .target(
            name: "Directory",
            dependencies: ["CLDAP", "Accounts", .product(name: "Logging", package: "swift-log")]
        ),
        .target(name: "DirectoryTestSupport", path: "Tests/Support/DirectoryTestSupport"),
        .testTarget(
            name: "DirectoryTests",
            dependencies: [
                "Accounts", "Directory", "DirectoryTestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]
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
