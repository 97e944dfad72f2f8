/// NFS-Ganesha as a server for tests.
public enum NFSGanesha {
    /// A shell fragment that ends the script with a message if NFS-Ganesha would start but export nothing.
    ///
    /// Its FSAL VFS looks the file system of an export up in /etc/mtab. If it finds none, it leaves the export
    /// out and reports that only in its log.
    public static let requirement = """
        grep -qs . /etc/mtab || {
            echo 'NFS-Ganesha finds no file system to export: /etc/mtab is missing or empty; make it a link to /proc/self/mounts' >&2
            exit 1
        }

        """
}
