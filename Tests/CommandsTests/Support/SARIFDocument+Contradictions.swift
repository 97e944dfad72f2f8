import Foundation

/// The requirements of SARIF 2.1.0 across the parts of a log, which no JSON Schema can express:
///
/// - A URI with a base uses one of the run's own bases; both concatenated lead to the file (3.14.14).
/// - An artifact has the length of its file (3.24.5).
/// - A rule's index leads to the rule with the result's identifier (3.27.5, 3.27.6, 3.52.4).
/// - A file's index leads to an artifact with the same URI (3.4.2, 3.4.5).
/// - The lines and columns of a region specify the same part of the file as its bytes (3.30.1).
/// - A fix changes the file of its finding, and each of its replacements changes something (3.57.2).
extension SARIFDocument.Run {
    /// The places where the run contradicts itself or the files it describes; empty for a correct run.
    var contradictions: [String] {
        artifacts.flatMap(contradictions(of:)) + results.flatMap(contradictions(of:))
    }

    private func contradictions(of artifact: SARIFDocument.Artifact) -> [String] {
        guard let contents = contents(of: artifact.location) else {
            return ["\(artifact.location) leads to no file"]
        }
        return contents.count == artifact.length ? [] : ["\(artifact) has \(contents.count) bytes"]
    }

    private func contradictions(of result: SARIFDocument.Result) -> [String] {
        var found: [String] = []
        let rules = tool.driver.rules
        if !rules.indices.contains(result.ruleIndex) || rules[result.ruleIndex].id != result.ruleId {
            found.append("rule \(result.ruleIndex) is not \(result.ruleId)")
        }
        let places = result.locations.map(\.physicalLocation)
        for place in places {
            found += contradictions(of: place.region, in: place.artifactLocation)
        }
        for change in result.fixes.flatMap(\.artifactChanges) {
            if !places.contains(where: { $0.artifactLocation.index == change.artifactLocation.index }) {
                found.append("a fix of \(result) changes another file")
            }
            for replacement in change.replacements {
                found += contradictions(of: replacement.deletedRegion, in: change.artifactLocation)
                if replacement.deletedRegion.byteLength == 0, replacement.insertedContent.text.isEmpty {
                    found.append("\(replacement) changes nothing")
                }
            }
        }
        return found
    }

    private func contradictions(
        of region: SARIFDocument.Region,
        in location: SARIFDocument.ArtifactLocation
    ) -> [String] {
        guard let index = location.index, artifacts.indices.contains(index),
            let url = url(of: location), url == self.url(of: artifacts[index].location)
        else { return ["\(location) is not the artifact of its index"] }
        guard let contents = contents(of: location) else { return ["\(location) leads to no file"] }
        let end = region.byteOffset + region.byteLength
        guard end <= contents.count else { return ["\(region) ends behind \(location)"] }
        let places = [Self.place(of: region.byteOffset, in: contents), Self.place(of: end, in: contents)]
        let named = [[region.startLine, region.startColumn], [region.endLine, region.endColumn]]
        return places == named ? [] : ["the bytes of \(region) are at \(places)"]
    }

    /// The line and column of a byte: lines end with a line feed, columns count code points, and a byte order mark
    /// does not count (3.30.2).
    private static func place(of offset: Int, in contents: [UInt8]) -> [Int] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = contents.starts(with: mark) ? mark.count : 0
        let before = contents[start..<max(start, offset)]
        let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count + 1
        return [lines.count, column]
    }

    private func contents(of location: SARIFDocument.ArtifactLocation) -> [UInt8]? {
        guard let url = url(of: location), url.isFileURL else { return nil }
        return (try? Data(contentsOf: url)).map(Array.init)
    }

    private func url(of location: SARIFDocument.ArtifactLocation) -> URL? {
        guard let base = location.uriBaseId else { return URL(string: location.uri) }
        return originalUriBaseIds[base].flatMap { URL(string: $0.uri + location.uri) }
    }
}
