extension String {
    /// Writes the example of a rule: the files of a site, each after a line with its path.
    ///
    /// `map` is `/etc/auto.home`; if no master map is given, it is mounted on `/home`. `mounts` are the lines of
    /// `/proc/self/mountinfo`, and `profile` is a directory with a file `.profile`.
    static func site(
        nfs: String? = nil,
        nsswitch: String? = nil,
        passwd: String? = nil,
        exports: String? = nil,
        master: String? = nil,
        map: String? = nil,
        mounts: [String] = [],
        fstab: String? = nil,
        etab: String? = nil,
        hosts: String? = nil,
        netgroup: String? = nil,
        hostname: String? = nil,
        profile: String? = nil
    ) -> String {
        [
            ("/etc/nfs.conf", nfs),
            ("/etc/nsswitch.conf", nsswitch),
            ("/etc/passwd", passwd),
            ("/etc/exports", exports),
            ("/etc/auto.master", master ?? map.map { _ in "/home /etc/auto.home" }),
            ("/etc/auto.home", map),
            ("/proc/self/mountinfo", mounts.isEmpty ? nil : mounts.joined(separator: "\n")),
            ("/etc/fstab", fstab),
            ("/var/lib/nfs/etab", etab),
            ("/etc/hosts", hosts),
            ("/etc/netgroup", netgroup),
            ("/etc/hostname", hostname),
            ("\(profile ?? "")/.profile", profile.map { _ in "" }),
        ].compactMap { path, text in text.map { "# \(path)\n\($0)\n" } }.joined()
    }
}
