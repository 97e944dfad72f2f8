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
        .library(name: "HostFiles", targets: ["HostFiles"]),
        .library(name: "LDAPEntries", targets: ["LDAPEntries"]),
        .library(name: "SourceText", targets: ["SourceText"]),
        .library(name: "MountMaps", targets: ["MountMaps"]),
        .library(name: "AutomountResolver", targets: ["AutomountResolver"]),
        .library(name: "LDAPClient", targets: ["Accounts", "LDAPClient"]),
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
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CTIRPCLibrary", pkgConfig: "libtirpc", providers: [.apt(["libtirpc-dev"])]),
        .target(name: "CTIRPC", dependencies: ["CTIRPCLibrary"]),
        .target(name: "CLinux"),
        .target(name: "CResolver", linkerSettings: [.linkedLibrary("resolv")]),

        // Pure: values in, values out.
        .target(name: "SourceText"),
        .target(name: "LDAPEntries", dependencies: ["SourceText"]),
        .target(name: "HostFiles", dependencies: ["SourceText"]),
        .target(name: "MountMaps", dependencies: ["CNettle", "HostFiles", "SourceText"]),
        .target(
            name: "AutomountResolver",
            dependencies: ["HostFiles", "LDAPEntries", "MountMaps", "SourceText"]
        ),
        .target(
            name: "SiteCheck",
            dependencies: ["AutomountResolver", "HostFiles", "MountMaps", "SourceText"]
        ),
        .target(name: "Accounts", dependencies: ["LDAPEntries", "SourceText"]),

        // The world: LDAP, disk, servers.
        .target(
            name: "LDAPClient",
            dependencies: ["Accounts", "CLDAP", "CLinux", "CResolver", "LDAPEntries", "SourceText", logging]
        ),
        .target(name: "SystemFiles", dependencies: ["CLinux", "SourceText", system]),
        .target(name: "Homes", dependencies: ["SystemFiles", system]),
        .target(name: "NFSProbe", dependencies: ["CTIRPC"]),
        .target(name: "StateStore", dependencies: ["Accounts", "CSQLite", "SourceText", system]),

        .target(
            name: "HostFacts",
            dependencies: [
                "AutomountResolver", "HostFiles", "MountMaps", "SiteCheck", "SourceText", "SystemFiles",
                system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),

        // Automount maps in LDAP: asked of a server, read from LDIF or written as LDIF.
        .target(
            name: "LDAPMaps",
            dependencies: [
                "AutomountResolver", "HostFiles", "LDAPClient", "LDAPEntries", "MountMaps", "SourceText",
                logging,
            ]
        ),

        // What the project is for.
        .target(
            name: "HomeSync",
            dependencies: [
                "Accounts", "AutomountResolver", "CNettle", "Homes", "HostFacts", "HostFiles", "MountMaps",
                "NFSProbe", "SourceText", "SystemFiles", logging, system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .target(
            name: "Configuration",
            dependencies: [
                "Accounts", "LDAPClient", "LDAPEntries", "MountMaps", "SourceText",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "Accounts", "AutomountResolver", "Configuration", "Homes", "HomeSync", "HostFacts",
                "HostFiles", "LDAPClient", "LDAPEntries", "LDAPMaps", "MountMaps", "NFSProbe", "SiteCheck",
                "SourceText", "SystemFiles", logging, system,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "autohome",
            dependencies: [
                "Commands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Tests, one target for each module; the support starts real servers and rolls seeded dice.
        .target(name: "ProcessTestSupport", path: "Tests/Support/ProcessTestSupport"),
        .target(
            name: "RandomTestSupport",
            dependencies: ["MountMaps", "SourceText"],
            path: "Tests/Support/RandomTestSupport"
        ),
        .target(
            name: "ConformanceTestSupport",
            dependencies: [
                "AutomountResolver", "HostFiles", "LDAPEntries", "LDAPMaps", "MountMaps",
                "ProcessTestSupport", "SourceText",
            ],
            path: "Tests/Support/ConformanceTestSupport",
            resources: [.copy("Corpus")]
        ),
        .target(
            name: "LDAPTestSupport",
            dependencies: ["ProcessTestSupport"],
            path: "Tests/Support/LDAPTestSupport"
        ),
        .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
        .testTarget(
            name: "MountMapsTests",
            dependencies: [
                "ConformanceTestSupport", "HostFiles", "MountMaps", "RandomTestSupport", "SourceText",
            ],
            resources: [.copy("Corpus")]
        ),
        .testTarget(
            name: "AutomountResolverTests",
            dependencies: [
                "AutomountResolver", "ConformanceTestSupport", "HostFiles", "LDAPEntries", "MountMaps",
                "RandomTestSupport", "SourceText",
            ]
        ),
        .testTarget(
            name: "SiteCheckTests",
            dependencies: [
                "AutomountResolver", "ConformanceTestSupport", "HostFiles", "MountMaps", "SiteCheck",
                "SourceText",
            ]
        ),
        .testTarget(name: "LDAPEntriesTests", dependencies: ["LDAPEntries", "RandomTestSupport"]),
        .testTarget(name: "AccountsTests", dependencies: ["Accounts", "LDAPEntries", "RandomTestSupport"]),
        .testTarget(
            name: "LDAPClientTests",
            dependencies: [
                "Accounts", "LDAPClient", "LDAPEntries", "LDAPTestSupport", "RandomTestSupport", "StateStore",
                logging, system,
            ]
        ),
        .testTarget(
            name: "LDAPMapsTests",
            dependencies: [
                "AutomountResolver", "ConformanceTestSupport", "HostFiles", "LDAPEntries", "LDAPMaps",
                "LDAPTestSupport", "MountMaps", "RandomTestSupport", "SourceText", logging,
            ]
        ),
        .target(
            name: "SystemFilesTestSupport",
            dependencies: ["SystemFiles", system],
            path: "Tests/Support/SystemFilesTestSupport"
        ),
        .testTarget(
            name: "SystemFilesTests",
            dependencies: ["SystemFiles", "SystemFilesTestSupport", system]
        ),
        .testTarget(
            name: "HomesTests",
            dependencies: ["Homes", "SystemFiles", "SystemFilesTestSupport", system]
        ),
        .testTarget(
            name: "StateStoreTests",
            dependencies: [
                "Accounts", "CSQLite", "RandomTestSupport", "StateStore", "SystemFilesTestSupport", system,
            ]
        ),
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
                "Accounts", "Homes", "HomeSync", "HostFiles", "MountMaps", "RandomTestSupport", "SourceText",
                "SystemFiles", system,
            ]
        ),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: [
                "Accounts", "Configuration", "LDAPClient", "LDAPEntries", "MountMaps", "RandomTestSupport",
                "SourceText",
            ]
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "autohome", "AutomountResolver", "ConformanceTestSupport", "LDAPEntries",
                "LDAPTestSupport", "MountMaps", "ProcessTestSupport", "RandomTestSupport", "SourceText",
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
