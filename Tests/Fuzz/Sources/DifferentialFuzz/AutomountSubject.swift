import ConformanceTestSupport
import Foundation

/// Master maps and maps for automount of autofs.
struct AutomountSubject: Subject {
    let name = "automount"
    let batch = 60
    let oracle: Oracle
    private let mutator = Mutator(pieces: AutomountWords.pieces, limits: [255, 256, 16_384])

    init(oracles: String, directory: URL) throws {
        oracle = Oracle(
            script: oracles + "/automount_oracle.py",
            arguments: { cases, answers in ["run", cases, "-o", answers, "-j", "2"] },
            directory: directory
        )
    }

    func makeCase(_ dice: inout Dice) throws -> FuzzCase {
        var files: [String: [UInt8]] = [:]
        let isMaster = dice.oneIn(3)
        files["/etc/auto.master"] = isMaster ? master(&dice) : Array("/home /etc/auto.home\n".utf8)
        if !isMaster, dice.oneIn(3) {
            let options = AutomountWords.masterOptions(&dice)
            files["/etc/auto.master"] = Array("/home /etc/auto.home \(options)\n/- auto.direct\n".utf8)
        }
        files["/etc/auto.home"] = isMaster && !dice.oneIn(4) ? Array("* server:/h/&\n".utf8) : map(&dice)
        files["/etc/auto.inc"] = dice.oneIn(4) ? map(&dice) : Array("bob -soft server:/inc/bob\n".utf8)
        files["/etc/auto.direct"] = dice.oneIn(3) ? directMap(&dice) : Array("/data server:/data\n".utf8)
        if isMaster {
            files["/etc/auto.more"] = dice.oneIn(2) ? master(&dice) : Array("/more /etc/auto.home\n".utf8)
            files["/etc/auto.d/x.autofs"] = Array("/x /etc/auto.home -ro\n".utf8)
        }
        let rest: [String: Any] = [
            "category": "fuzz",
            "path": dice.pick(isMaster ? AutomountWords.masterPaths : AutomountWords.paths),
            "environment": ["user": dice.pick(["alice", "root"]), "servers": AutomountWords.servers],
        ]
        return try FuzzCase(files: files, bytesKey: "filesBase64", rest: rest)
    }

    func difference(_ observed: Data) throws -> String? {
        let observed = try AutomountCase.read(observed)
        guard observed.isComparable, !observed.dependsOnSpeed else { return nil }
        return observed.startDifference ?? observed.difference
    }

    private func master(_ dice: inout Dice) -> [UInt8] {
        let lines = (0..<dice.number(1...3)).map { _ in AutomountWords.masterLine(&dice) }
        let text = Array(lines.joined().utf8)
        return dice.oneIn(3) ? text : mutator.mutate(text, &dice)
    }

    private func map(_ dice: inout Dice) -> [UInt8] {
        let lines = (0..<dice.number(1...4)).map { _ in AutomountWords.line(&dice) }
        let text = Array(lines.joined().utf8)
        return dice.oneIn(3) ? text : mutator.mutate(text, &dice)
    }

    private func directMap(_ dice: inout Dice) -> [UInt8] {
        let lines = (0..<dice.number(1...3)).map { _ in AutomountWords.directLine(&dice) }
        let text = Array(lines.joined().utf8)
        return dice.oneIn(3) ? text : mutator.mutate(text, &dice)
    }
}
