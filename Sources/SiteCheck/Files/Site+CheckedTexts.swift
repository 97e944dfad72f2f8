public import MountMaps

extension Site {
    /// Returns all texts of the site to check: exports tables, master maps and maps.
    ///
    /// - Parameter perFlavor: The flags that may differ between flavors; the tables were read with them.
    /// - Returns: The texts, in the order in which the site read them.
    public func checkedTexts(perFlavor: ExportFlags) -> [CheckedText] {
        let homes = homeDirectories
        let belowHomes = maps.filesBelowHomes(homes)
        return exports.documents.map { document in
            CheckedText(.exports(perFlavor: perFlavor), document.source, document: .exports(document))
        }
            + maps.masters.map { CheckedText(.masterMap, $0.file, document: .masterMap($0)) }
            + maps.files.enumerated().map { index, map in
                CheckedText(
                    .map(use: map.use, inheritedOptions: map.inheritedOptions),
                    map.document.file,
                    surroundings: maps.surroundings(
                        of: map,
                        homes: MapHomes(directories: homes, isBelowHomes: belowHomes.contains(index))
                    ),
                    document: .map(map.document)
                )
            }
    }
}
