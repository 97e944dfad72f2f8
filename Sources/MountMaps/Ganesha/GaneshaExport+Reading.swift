import SourceText

extension GaneshaExport {
    /// Reads EXPORT blocks in the form that ``text`` writes.
    ///
    /// - Throws: ``FileEditError`` with the code `inexpressible` for any other block, parameter or value.
    package static func exports(in text: String) throws(FileEditError) -> [GaneshaExport] {
        var reader = GaneshaReader(text)
        var exports: [GaneshaExport] = []
        while let name = reader.next() {
            guard name == .word("EXPORT") else { throw reader.unexpected(name) }
            try reader.expect(.mark("{"))
            exports.append(try reader.export())
        }
        return exports
    }
}

/// Reads Ganesha's configuration token by token.
private struct GaneshaReader {
    enum Token: Equatable {
        case mark(Unicode.Scalar)
        case word(String)
        case quoted(String)
    }

    private var tokens: [Token] = []
    private var cursor = 0

    init(_ text: String) {
        // By scalars, because Ganesha does not combine them into characters.
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            if first == "\"" {
                rest.removeFirst()
                tokens.append(.quoted(Self.quoted(&rest)))
            } else if "{}=;,".unicodeScalars.contains(first) {
                tokens.append(.mark(first))
                rest.removeFirst()
            } else if first.properties.isWhitespace {
                rest.removeFirst()
            } else {
                let word = rest.prefix { scalar in
                    !"{}=;,\"".unicodeScalars.contains(scalar) && !scalar.properties.isWhitespace
                }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            }
        }
    }

    /// Reads text up to a double quote; a backslash makes the next character literal.
    private static func quoted(_ rest: inout Substring.UnicodeScalarView) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst(), scalar != "\"" {
            if scalar == "\\", let escaped = rest.popFirst() {
                text.append(escaped)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    mutating func next() -> Token? {
        guard cursor < tokens.count else { return nil }
        defer { cursor += 1 }
        return tokens[cursor]
    }

    mutating func expect(_ token: Token) throws(FileEditError) {
        let found = next()
        guard found == token else { throw unexpected(found) }
    }

    func unexpected(_ token: Token?) -> FileEditError {
        FileEditError(
            .inexpressible,
            "\(printable("\(token.map { "\($0)" } ?? "the end")", limit: 200)) is not expected in the EXPORT blocks of Ganesha."
        )
    }

    /// Reads the content of an EXPORT block, including its closing brace.
    mutating func export() throws(FileEditError) -> GaneshaExport {
        var parameters: [String: [String]] = [:]
        var grants: [GaneshaExport.Grant] = []
        while let token = next(), token != .mark("}") {
            guard case .word(let name) = token else { throw unexpected(token) }
            switch name {
            case "FSAL":
                try expect(.mark("{"))
                guard try block() == ["Name": ["VFS"]] else { throw unexpected(token) }
            case "CLIENT":
                try expect(.mark("{"))
                grants.append(try grant(try block()))
            default: parameters[name] = try values()
            }
        }
        guard let id = parameters["Export_Id"]?.first.flatMap({ Int($0) }),
            let path = parameters["Path"]?.first,
            parameters == [
                "Export_Id": ["\(id)"], "Path": [path], "Pseudo": [path], "Protocols": ["3", "4"],
                "Access_Type": ["None"],
            ]
        else { throw unexpected(.word("EXPORT")) }
        return GaneshaExport(id: id, path: path, grants: grants)
    }

    private mutating func block() throws(FileEditError) -> [String: [String]] {
        var parameters: [String: [String]] = [:]
        while let token = next(), token != .mark("}") {
            guard case .word(let name) = token else { throw unexpected(token) }
            parameters[name] = try values()
        }
        return parameters
    }

    /// Reads the values of a parameter, after its name.
    private mutating func values() throws(FileEditError) -> [String] {
        try expect(.mark("="))
        var values: [String] = []
        while true {
            let token = next()
            switch token {
            case .word(let text), .quoted(let text): values.append(text)
            default: throw unexpected(token)
            }
            let end = next()
            if end == .mark(";") { return values }
            guard end == .mark(",") else { throw unexpected(end) }
        }
    }

    private func grant(_ parameters: [String: [String]]) throws(FileEditError) -> GaneshaExport.Grant {
        let flavors = (parameters["SecType"] ?? []).map { SecurityFlavor(rawValue: $0) }
        let access = ["RW": true, "RO": false]
        guard parameters.count == 7, let clients = parameters["Clients"],
            let isWritable = parameters["Access_Type"]?.first.flatMap({ access[$0] }),
            let squash = parameters["Squash"]?.first.flatMap({ GaneshaExport.Grant.Squash(rawValue: $0) }),
            let port = parameters["PrivilegedPort"]?.first.flatMap({ Bool($0) }),
            let uid = parameters["Anonymous_Uid"]?.first.flatMap({ UInt32($0) }),
            let gid = parameters["Anonymous_Gid"]?.first.flatMap({ UInt32($0) }), !flavors.contains(nil)
        else { throw unexpected(.word("CLIENT")) }
        return GaneshaExport.Grant(
            clients: clients,
            isWritable: isWritable,
            squash: squash,
            flavors: flavors.compactMap(\.self),
            needsPrivilegedPort: port,
            anonymousUID: uid,
            anonymousGID: gid
        )
    }
}
