// swift-tools-version: 6.2
import PackageDescription

let accounts = Target.Dependency.product(name: "Accounts", package: "autohome")
let hostFiles = Target.Dependency.product(name: "HostFiles", package: "autohome")
let ldapEntries = Target.Dependency.product(name: "LDAPEntries", package: "autohome")
let sourceText = Target.Dependency.product(name: "SourceText", package: "autohome")
let mountMaps = Target.Dependency.product(name: "MountMaps", package: "autohome")
let automountResolver = Target.Dependency.product(name: "AutomountResolver", package: "autohome")
let testSupport = Target.Dependency.product(name: "TestSupport", package: "autohome")

let package = Package(
    name: "autohome-fuzz",
    dependencies: [
        .package(name: "autohome", path: "../..")
    ],
    targets: [
        // Compares with the real daemons.
        .executableTarget(name: "DifferentialFuzz", dependencies: [testSupport]),
        // One libFuzzer program for all parsers and for the selection of accounts; it links only with -sanitize=fuzzer.
        .executableTarget(
            name: "ParserFuzz",
            dependencies: [
                accounts, automountResolver, hostFiles, ldapEntries, mountMaps, sourceText, testSupport,
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
        .treatWarning("DeprecatedDeclaration", as: .warning),
    ]
}
