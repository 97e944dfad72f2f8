import Configuration
import HomeSync
import MountMaps
import SiteCheck

extension SiteExpectations {
    /// Makes the expectations that a configuration has of a site.
    init(_ configuration: Configuration) {
        self.init(
            homesRoot: configuration.sync.homes.root,
            homesPrefix: configuration.sync.homes.prefix,
            server: configuration.sync.automount.server,
            idmapDomain: configuration.check.idmapDomain
        )
    }
}
