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

        // Servers: what an NFS server offers, asked over ONC RPC.
        .systemLibrary(name: "CTIRPC", pkgConfig: "libtirpc", providers: [.apt(["libtirpc-dev"])]),
        .target(name: "NFSProbe", dependencies: ["CTIRPC"]),
        .testTarget(name: "NFSProbeTests", dependencies: ["NFSProbe"]),
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
