import FoundationEssentials
import HostFacts
import HostFiles
import MountMaps
import SourceText

/// The effective exports as JSON.
struct ExportsRecord {
    // More findings would help nobody; `check` shows all of them, file by file.
    private static let mostFindings = 1000

    private let survey: ExportsSurvey

    init(_ survey: ExportsSurvey) {
        self.survey = survey
    }

    /// The JSON.
    var document: [UInt8] {
        get throws {
            var members: [(String, JSONValue)] = [
                ("exports", .array(survey.table.exports.map { .object(entry($0, at: $0.place)) })),
                ("exitStatus", .number(survey.exitStatus)),
                ("missingFiles", .array(survey.files.missing.map(JSONValue.text))),
                ("diagnostics", .array(try diagnostics())),
            ]
            if let visits = survey.visits {
                members.append(("addresses", .array(visits.map(address))))
                members.append(("serves", .array(served(visits).map(serve))))
                members.append(("refuses", .array(visits.flatMap { unserved($0) { !$0.isUnknown } })))
                members.append(("unknown", .array(visits.flatMap { unserved($0, where: \.isUnknown) })))
            }
            return JSONValue.object(members).document
        }
    }

    private func entry(
        _ export: ExportsTable.Export,
        at place: ExportsTable.Place
    ) -> [(String, JSONValue)] {
        let position = survey.position(of: place)
        return [
            ("path", .text(export.path)), ("client", .text(export.client)),
            ("options", .array(options(of: export))),
            ("file", .text(position.file)), ("line", .number(position.line)),
        ]
    }

    private func options(of export: ExportsTable.Export) -> [JSONValue] {
        export.options.etabOptions(perFlavor: survey.perFlavor).map { JSONValue.text($0) }
    }

    private func diagnostics() throws -> [JSONValue] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try survey.reports(limit: Self.mostFindings).flatMap(\.records).map { record in
            .encoded(Array(try encoder.encode(record)))
        }
    }

    private func address(_ visit: ExportsSurvey.Visit) -> JSONValue {
        let names = visit.visitor.names
        let root: JSONValue =
            switch visit.nfs4Root {
            case .pseudo: .text("/")
            case .directory(let path): .text(path)
            case .none: .null
            }
        return .object([
            ("address", .text(visit.visitor.address.description)),
            ("name", names.name.map { JSONValue.text($0) } ?? .null),
            ("aliases", .array(names.aliases.map { JSONValue.text($0) })), ("nfs4Root", root),
        ])
    }

    /// The served paths; addresses for which the same entry wins share one element.
    private func served(_ visits: [ExportsSurvey.Visit]) -> [ServedPath] {
        var served: [ServedPath] = []
        var known: [ServedPath.Key: Int] = [:]
        for visit in visits {
            for answer in visit.answers {
                guard let winner = answer.winner else { continue }
                let key = ServedPath.Key(path: answer.path, place: winner.export.place)
                if let index = known[key] {
                    served[index].addresses.append(visit.visitor.address.description)
                } else {
                    known[key] = served.count
                    served.append(ServedPath(visit: visit, answer: answer, winner: winner))
                }
            }
        }
        return served
    }

    private func serve(_ served: ServedPath) -> JSONValue {
        let position = survey.position(of: served.winner.origin)
        let visit = served.visit
        let condition = served.answer.unknownMountPoint.map { [("ifMounted", JSONValue.text($0))] } ?? []
        return .object(
            [
                ("path", .text(served.answer.path)), ("client", .text(served.winner.export.client)),
                ("options", .array(options(of: served.winner.export))),
                ("why", .text(served.answer.why(for: visit.visitor))),
                ("file", .text(position.file)), ("line", .number(position.line)),
                ("exportedPath", .text(served.winner.export.path)),
                ("nfs4Path", visit.nfs4Root.path(of: served.answer.path).map { JSONValue.text($0) } ?? .null),
                ("addresses", .array(served.addresses.map(JSONValue.text))),
                ("losers", .array(served.answer.losers.map(loser))),
            ] + condition
        )
    }

    private func unserved(
        _ visit: ExportsSurvey.Visit,
        where isMeant: (PathAnswer) -> Bool
    ) -> [JSONValue] {
        visit.answers.filter { $0.winner == nil && isMeant($0) }.map { answer in
            .object([
                ("path", .text(answer.path)), ("address", .text(visit.visitor.address.description)),
                ("why", .text(answer.why(for: visit.visitor))), ("losers", .array(answer.losers.map(loser))),
            ])
        }
    }

    private func loser(_ loser: PathAnswer.Loser) -> JSONValue {
        let position = survey.position(of: loser.entry.origin)
        return .object([
            ("path", .text(loser.entry.export.path)), ("client", .text(loser.entry.export.client)),
            ("why", .text(loser.reason.sentence)), ("file", .text(position.file)),
            ("line", .number(position.line)),
        ])
    }
}

/// A path that a client gets, with all addresses of the client for which the same entry wins.
private struct ServedPath {
    struct Key: Hashable {
        let path: [UInt8]
        let place: ExportsTable.Place
    }

    let visit: ExportsSurvey.Visit
    let answer: PathAnswer
    let winner: ServedExports.Entry
    var addresses: [String]

    init(visit: ExportsSurvey.Visit, answer: PathAnswer, winner: ServedExports.Entry) {
        self.visit = visit
        self.answer = answer
        self.winner = winner
        addresses = [visit.visitor.address.description]
    }
}
