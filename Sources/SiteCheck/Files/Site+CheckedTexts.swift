public import MountMaps

extension Site {
    /// Every text of the site that is checked: the tables of exports, the master maps and the maps.
    ///
    /// - Parameter perFlavor: The flags that may differ between flavors, as the tables were read.
    /// - Returns: The texts, each in the order in which the site read them.
    public func checkedTexts(perFlavor: ExportFlags) -> [CheckedText] {
        exports.documents.map { document in
            CheckedText(.exports(perFlavor: perFlavor), document.source, document: .exports(document))
        }
            + maps.masters.map { CheckedText(.masterMap, $0.file, document: .masterMap($0)) }
            + maps.files.map { map in
                CheckedText(
                    .map(use: map.use, inheritedOptions: map.inheritedOptions),
                    map.document.file,
                    document: .map(map.document)
                )
            }
    }
}
