import HostFiles

/// The variables of an entry, looked up layer by layer; the first layer that has a name gives its value.
struct VariableTable: Sendable {
    /// Who told the value of a variable.
    enum Origin: String, Sendable {
        case user = "the user who asks"
        case masterLine = "-D in the line of the master map"
        case commandLine = "-D of automount's command line"
        case system = "uname(2) of the client"
        case builtIn = "automount, which always defines it"
        case environment = "automount's own environment"
        case setting = "a setting that automount puts into its environment"
    }

    private struct Layer: Sendable {
        let origin: Origin
        let values: [String: String]
    }

    private var layers: [Layer]

    /// The layers in automount's order: who asks, then the master map's line, the command line, the system, the
    /// names that are always defined, and automount's environment.
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

    /// The same variables and those of a line of the master map.
    func defining(_ defines: [String: String]) -> VariableTable {
        guard !defines.isEmpty else { return self }
        var table = self
        if let host = defines["HOST"] { table.nameHost(host) }
        table.layers.insert(Layer(origin: .masterLine, values: defines), at: 1)
        return table
    }

    /// Makes `SHOST` of what `HOST` is defined as.
    private mutating func nameHost(_ host: String) {
        var user = layers[0].values
        guard user["SHOST"] != nil else { return }
        user["SHOST"] = Self.shortName(host)
        layers[0] = Layer(origin: layers[0].origin, values: user)
    }

    /// The value of a variable and who told it; `nil` where it is not defined.
    func value(of name: ArraySlice<UInt8>) -> (text: String, origin: Origin)? {
        let name = String(decoding: name, as: UTF8.self)
        for layer in layers {
            if let value = layer.values[name] { return (value, layer.origin) }
        }
        return nil
    }

    /// What a program map finds in its environment, besides automount's own.
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
