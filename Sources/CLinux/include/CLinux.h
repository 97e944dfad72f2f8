/// System calls of Linux that the Swift module Glibc does not have, because they need `_GNU_SOURCE` or because the
/// C library has no function for them. Each returns -1 and sets errno as the call itself does.
#ifndef CLINUX_H
#define CLINUX_H

#include <stdint.h>
#include <sys/types.h>

/// Flags that the Swift module Glibc does not have.
enum CLinux_flag {
    CLinux_O_PATH = 010000000,
    CLinux_AT_EMPTY_PATH = 0x1000,
    CLinux_AT_NO_AUTOMOUNT = 0x800,
    CLinux_RENAME_NOREPLACE = 1,
    CLinux_RESOLVE_NO_XDEV = 0x01,
    CLinux_RESOLVE_NO_MAGICLINKS = 0x02,
    CLinux_RESOLVE_NO_SYMLINKS = 0x04,
    CLinux_RESOLVE_BENEATH = 0x08,
    CLinux_RESOLVE_IN_ROOT = 0x10,
    CLinux_STATX_BTIME = 0x800,
    CLinux_STATX_MNT_ID = 0x1000,
    CLinux_STATX_ATTR_IMMUTABLE = 0x10,
    CLinux_STATX_ATTR_APPEND = 0x20,
    CLinux_STATX_ATTR_MOUNT_ROOT = 0x2000,
    CLinux_ST_RDONLY = 1,
};

/// The status of a file from statx(2), in fields that have the same width on every architecture.
struct CLinux_status {
    uint64_t inode;
    uint64_t size;
    uint64_t mount_id;
    uint64_t attributes;
    int64_t modified_seconds;
    int64_t born_seconds;
    uint32_t modified_nanoseconds;
    uint32_t born_nanoseconds;
    uint32_t device_major;
    uint32_t device_minor;
    uint32_t mode;
    uint32_t link_count;
    uint32_t uid;
    uint32_t gid;
    /// The device that a device file stands for.
    uint32_t special_major;
    uint32_t special_minor;
    /// Which of the fields the file system filled in (`CLinux_STATX_MNT_ID`, `CLinux_STATX_BTIME`).
    uint32_t mask;
};

/// openat2(2): returns an open file descriptor, which is always close-on-exec.
int CLinux_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve);

/// renameat2(2).
int CLinux_renameat2(int from, const char *old_name, int to, const char *new_name, unsigned int flags);

/// A file system from fstatfs(2).
struct CLinux_file_system {
    /// Its type, one of the magic numbers of statfs(2).
    uint64_t type;
    /// The bytes that an unprivileged process can still use.
    uint64_t free_bytes;
    /// The inodes in all; 0 for a file system that has no fixed number.
    uint64_t inodes;
    uint64_t free_inodes;
    /// The flags of the mount (`CLinux_ST_RDONLY`).
    uint64_t flags;
};

/// fstatfs(2).
int CLinux_fstatfs(int descriptor, struct CLinux_file_system *found);

/// statx(2), with the basic fields, the time of birth and the id of the mount.
int CLinux_statx(int directory, const char *path, int flags, struct CLinux_status *status);

/// syncfs(2); reports write errors since Linux 5.8.
int CLinux_syncfs(int descriptor);

/// getdents64(2): returns how many bytes of `struct linux_dirent64` were written to the buffer.
ssize_t CLinux_getdents64(int directory, void *buffer, size_t size);

/// flistxattr(2).
ssize_t CLinux_flistxattr(int descriptor, char *list, size_t size);

/// fgetxattr(2).
ssize_t CLinux_fgetxattr(int descriptor, const char *name, void *value, size_t size);

/// fsetxattr(2), making or replacing the attribute.
int CLinux_fsetxattr(int descriptor, const char *name, const void *value, size_t size);

/// pipe2(2) with `O_CLOEXEC`: the end to read from, then the end to write to.
int CLinux_pipe(int ends[2]);

#endif
