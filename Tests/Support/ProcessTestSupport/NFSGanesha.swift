/// NFS-Ganesha as a server of tests.
public enum NFSGanesha {
    /// A line of shell that ends the script, and says why, where NFS-Ganesha would start but export nothing.
    ///
    /// Its FSAL VFS looks for the file system of an export among those that /etc/mtab lists. Without any it leaves the
    /// export out, and only its log says so.
    public static let requirement = """
        grep -qs . /etc/mtab || {
            echo 'NFS-Ganesha finds no file system to export: /etc/mtab is missing or empty; make it a link to /proc/self/mounts' >&2
            exit 1
        }

        """
}
