// swift-tools-version: 6.2
import PackageDescription

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "autohome",
    products: [
        .executable(name: "autohome", targets: ["autohome"]),

        // No API: what the nested packages below Tests/ are built on.
        .library(name: "Accounts", targets: ["Accounts"]),
        .library(name: "SourceText", targets: ["SourceText"]),
        .library(name: "MountMaps", targets: ["MountMaps"]),
        .library(name: "AutomountResolver", targets: ["AutomountResolver"]),
        .library(
            name: "TestSupport",
            targets: ["ConformanceTestSupport", "ProcessTestSupport", "RandomTestSupport"]
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // C libraries, each with one Swift owner, and the system calls that Glibc's module hides.
        .systemLibrary(name: "CLDAP", pkgConfig: "ldap", providers: [.apt(["libldap2-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .systemLibrary(name: "CTIRPCLibrary", pkgConfig: "libtirpc", providers: [.apt(["libtirpc-dev"])]),
        .target(name: "CTIRPC", dependencies: ["CTIRPCLibrary"]),
        .target(name: "CLinux"),

        // Pure: values in, values out.
        .target(name: "SourceText"),
        .target(name: "MountMaps", dependencies: ["SourceText"]),
        .target(name: "AutomountResolver", dependencies: ["MountMaps", "SourceText"]),
        .target(name: "SiteCheck", dependencies: ["AutomountResolver", "MountMaps", "SourceText"]),
        .target(name: "Accounts", dependencies: ["SourceText"]),

        // The world: directory, disk, servers.
        .target(name: "Directory", dependencies: ["CLDAP", "Accounts", "SourceText", logging]),
        .target(name: "SystemFiles", dependencies: ["CLinux", "SourceText", system]),
        .target(name: "NFSProbe", dependencies: ["CTIRPC"]),

        .target(
            name: "HostFacts",
            dependencies: [
                "AutomountResolver", "MountMaps", "SiteCheck", "SourceText", "SystemFiles", system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),

        // Automount maps where directories hold them: asked of a server, or read from LDIF.
        .target(
            name: "DirectoryMaps",
            dependencies: ["Accounts", "AutomountResolver", "Directory", "SourceText", logging]
        ),

        // What the project is for.
        .target(
            name: "HomeSync",
            dependencies: [
                "Accounts", "AutomountResolver", "CNettle", "Directory", "MountMaps", "SourceText", "SystemFiles",
                logging, system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .target(
            name: "Configuration",
            dependencies: [
                "Accounts", "Directory", "HomeSync", "MountMaps", "SourceText",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "Accounts", "AutomountResolver", "Configuration", "DirectoryMaps", "HomeSync", "HostFacts",
                "MountMaps", "NFSProbe", "SiteCheck",
                "SourceText", "SystemFiles", logging, system,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "autohome",
            dependencies: [
                "Commands", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Tests, one target for each module; the support starts real servers and rolls seeded dice.
        .target(name: "ProcessTestSupport", path: "Tests/Support/ProcessTestSupport"),
        .target(name: "RandomTestSupport", path: "Tests/Support/RandomTestSupport"),
        .target(
            name: "ConformanceTestSupport",
            dependencies: [
                "Accounts", "AutomountResolver", "DirectoryMaps", "MountMaps", "ProcessTestSupport",
                "SourceText",
            ],
            path: "Tests/Support/ConformanceTestSupport",
            resources: [.copy("Corpus")]
        ),
        .target(
            name: "DirectoryTestSupport",
            dependencies: ["ProcessTestSupport"],
            path: "Tests/Support/DirectoryTestSupport"
        ),
        .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
        .testTarget(
            name: "MountMapsTests",
            dependencies: ["ConformanceTestSupport", "MountMaps", "RandomTestSupport", "SourceText"],
            resources: [.copy("Corpus")]
        ),
        .testTarget(
            name: "AutomountResolverTests",
            dependencies: [
                "AutomountResolver", "ConformanceTestSupport", "MountMaps", "RandomTestSupport", "SourceText",
            ]
        ),
        .testTarget(
            name: "SiteCheckTests",
            dependencies: ["AutomountResolver", "MountMaps", "SiteCheck", "SourceText"]
        ),
        .testTarget(name: "AccountsTests", dependencies: ["Accounts", "RandomTestSupport"]),
        .testTarget(
            name: "DirectoryTests",
            dependencies: [
                "Accounts", "Directory", "DirectoryTestSupport", "RandomTestSupport", logging,
            ]
        ),
        .testTarget(
            name: "DirectoryMapsTests",
            dependencies: [
                "Accounts", "AutomountResolver", "ConformanceTestSupport", "DirectoryMaps",
                "DirectoryTestSupport", logging,
            ]
        ),
        .testTarget(name: "SystemFilesTests", dependencies: ["SystemFiles", system]),
        .testTarget(
            name: "NFSProbeTests",
            dependencies: ["NFSProbe", "ProcessTestSupport", "RandomTestSupport"]
        ),
        .testTarget(
            name: "HostFactsTests",
            dependencies: [
                "AutomountResolver", "HostFacts", "MountMaps", "ProcessTestSupport", "SiteCheck",
                "SourceText", "SystemFiles", system,
            ]
        ),
        .testTarget(
            name: "HomeSyncTests",
            dependencies: [
                "Accounts", "HomeSync", "MountMaps", "RandomTestSupport", "SourceText", "SystemFiles", system,
            ]
        ),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: [
                "Accounts", "Configuration", "Directory", "HomeSync", "RandomTestSupport", "SourceText",
            ]
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Accounts", "AutomountResolver", "ConformanceTestSupport", "DirectoryTestSupport",
                "MountMaps", "ProcessTestSupport", "RandomTestSupport", "SourceText", "autohome",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// One set of rules for every Swift target: the same language everywhere, and no warning lives.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
        .treatWarning("DeprecatedDeclaration", as: .warning),
    ]
}
