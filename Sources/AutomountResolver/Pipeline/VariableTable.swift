import HostFiles

/// The variables of an entry in layers; the first layer that defines a name gives its value.
///
/// The rules:
/// 1. A variable is looked for in the map's own table (the user's variables and `-D` of the master line), then in the
///    system table (`-D` of the command line first), then in automount's environment (`lib/macros.c: macro_findvar`,
///    `macro_global_addvar`; cases variables-104, variables-105, variables-109, variables-119).
/// 2. The user's variables replace `-D` of the same name in the map's table (`lib/mounts.c: addstdenv`,
///    `lib/macros.c: macro_addvar`; case variables-120).
/// 3. `SHOST` is `HOST` up to its first dot, whatever defines `HOST` (`lib/mounts.c: addstdenv`;
///    cases rule-variables-031 to rule-variables-033).
/// 4. Without a passwd entry the user's variables and `SHOST` are undefined (`lib/mounts.c: set_tsd_user_vars`;
///    cases variables-020, variables-028).
/// 5. `CPU` is the machine (case variables-009), but `i386` on a 32-bit Intel machine (`lib/macros.c: macro_init`).
/// 6. `dollar`, `true`, `false`, `byte`, `host`, `xhost`, `hostd`, `domain` and `vendor` are always defined; `hostd`
///    includes the domain only if there is one (`lib/macros.c: macro_init`, `lib/mounts.c: add_std_amd_vars`;
///    cases variables-034 to variables-041, variables-046, variables-112 to variables-114).
/// 7. Automount puts its settings into its own environment (`lib/defaults.c: conf_add`; cases variables-130,
///    variables-132, variables-135).
struct VariableTable: Sendable {
    /// The source of a variable's value.
    enum Origin: String, Sendable {
        case user = "the user who accesses the path"
        case masterLine = "-D in the line of the master map"
        case commandLine = "-D of automount's command line"
        case system = "uname(2) of the client"
        case builtIn = "automount itself"
        case environment = "automount's own environment"
        case setting = "a setting that automount puts into its environment"
    }

    private struct Layer: Sendable {
        let origin: Origin
        let values: [String: String]
    }

    private var layers: [Layer]

    /// The layers in automount's order: the user, the line of the master map, the command line, the system, the names
    /// that are always defined, and automount's environment.
    init(facts: ResolverFacts) {
        layers = [
            Layer(origin: .user, values: Self.userVariables(facts)),
            Layer(origin: .commandLine, values: facts.defines),
            Layer(origin: .system, values: Self.systemVariables(facts)),
            Layer(origin: .builtIn, values: Self.constants(facts)),
            Layer(origin: .environment, values: facts.daemonEnvironment),
            Layer(origin: .setting, values: AutofsConfiguration.defaultSettings(of: facts.autofsVersion)),
        ]
    }

    /// The same variables with those of a line of the master map.
    func defining(_ defines: [String: String]) -> VariableTable {
        guard !defines.isEmpty else { return self }
        var table = self
        if let host = defines["HOST"] { table.nameHost(host) }
        table.layers.insert(Layer(origin: .masterLine, values: defines), at: 1)
        return table
    }

    /// Derives `SHOST` from a new definition of `HOST` (cases rule-variables-031 to rule-variables-033).
    private mutating func nameHost(_ host: String) {
        var user = layers[0].values
        guard user["SHOST"] != nil else { return }
        user["SHOST"] = Self.shortName(host)
        layers[0] = Layer(origin: layers[0].origin, values: user)
    }

    /// The value of a variable and its source; `nil` if it is not defined.
    func value(of name: ArraySlice<UInt8>) -> (text: String, origin: Origin)? {
        let name = String(decoding: name, as: UTF8.self)
        for layer in layers {
            if let value = layer.values[name] { return (value, layer.origin) }
        }
        return nil
    }

    /// The environment of a program map.
    ///
    /// Automount's own environment is overridden by the system table, and that by the map's table. The user's variables
    /// have the prefix `AUTOFS_`, unless `force_standard_program_map_env` is set
    /// (`modules/lookup_program.c: lookup_one`, `lib/macros.c: macro_setenv`; cases program-044 to program-048,
    /// program-055). Among system variables those of uname(2) override `-D` of the command line.
    static func programEnvironment(
        facts: ResolverFacts,
        mapDefines: [String: String],
        usesPrefix: Bool
    ) -> [String: String] {
        var environment = facts.daemonEnvironment
        environment.merge(facts.defines) { $1 }
        environment.merge(systemVariables(facts)) { $1 }
        environment.merge(mapDefines) { $1 }
        var user = userVariables(facts)
        if let host = mapDefines["HOST"], user["SHOST"] != nil { user["SHOST"] = shortName(host) }
        for (name, value) in user {
            environment[usesPrefix ? "AUTOFS_" + name : name] = value
        }
        return environment
    }

    private static func userVariables(_ facts: ResolverFacts) -> [String: String] {
        guard let user = facts.user else { return [:] }
        return [
            "USER": user.name,
            "UID": String(user.uid),
            "GID": String(user.gid),
            "GROUP": user.group,
            "HOME": user.home,
            "SHOST": shortName(facts.defines["HOST"] ?? facts.host),
        ]
    }

    private static func systemVariables(_ facts: ResolverFacts) -> [String: String] {
        let machine = facts.system.machine
        let isIntel = machine.utf8.count == 4 && machine.hasPrefix("i") && machine.hasSuffix("86")
        return [
            "ARCH": machine,
            "CPU": isIntel ? "i386" : machine,
            "HOST": facts.host,
            "OSNAME": facts.system.sysname,
            "OSREL": facts.system.release,
            "OSVERS": facts.system.version,
        ]
    }

    private static func constants(_ facts: ResolverFacts) -> [String: String] {
        let domain = facts.host.utf8.firstIndex(of: UInt8(ascii: ".")).map {
            String(facts.host[facts.host.utf8.index(after: $0)...])
        }
        return [
            "dollar": "$",
            "true": "1",
            "false": "0",
            "byte": "little",
            "host": shortName(facts.host),
            "xhost": shortName(facts.host),
            "hostd": domain?.isEmpty == false ? facts.host : shortName(facts.host),
            "domain": domain ?? "",
            "vendor": "unknown",
        ]
    }

    private static func shortName(_ host: String) -> String {
        String(host.prefix { $0 != "." })
    }
}
