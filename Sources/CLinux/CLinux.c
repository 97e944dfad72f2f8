#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#define SAME(NAME) _Static_assert((unsigned)CLinux_##NAME == (unsigned)NAME, #NAME)
SAME(O_PATH);
SAME(AT_EMPTY_PATH);
SAME(AT_NO_AUTOMOUNT);
SAME(RENAME_NOREPLACE);
SAME(RESOLVE_NO_XDEV);
SAME(RESOLVE_NO_MAGICLINKS);
SAME(RESOLVE_NO_SYMLINKS);
SAME(RESOLVE_BENEATH);
SAME(RESOLVE_IN_ROOT);
SAME(STATX_BTIME);
SAME(STATX_MNT_ID);
SAME(STATX_ATTR_IMMUTABLE);
SAME(STATX_ATTR_APPEND);
SAME(STATX_ATTR_MOUNT_ROOT);
SAME(ST_RDONLY);

int CLinux_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
    struct open_how how;
    // Fields that the kernel does not know must be zero, or it refuses the structure.
    memset(&how, 0, sizeof how);
    how.flags = flags | O_CLOEXEC;
    how.mode = mode;
    how.resolve = resolve;
    return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

int CLinux_renameat2(int from, const char *old_name, int to, const char *new_name, unsigned int flags) {
    return renameat2(from, old_name, to, new_name, flags);
}

int CLinux_statx(int directory, const char *path, int flags, struct CLinux_status *status) {
    struct statx found;
    // The raw call: on old kernels the C library would emulate it, without the id of the mount.
    if (syscall(SYS_statx, directory, path, flags, STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID, &found) == -1) {
        return -1;
    }
    *status = (struct CLinux_status){
        .inode = found.stx_ino,
        .size = found.stx_size,
        .mount_id = found.stx_mnt_id,
        .attributes = found.stx_attributes & found.stx_attributes_mask,
        .modified_seconds = found.stx_mtime.tv_sec,
        .born_seconds = found.stx_btime.tv_sec,
        .modified_nanoseconds = found.stx_mtime.tv_nsec,
        .born_nanoseconds = found.stx_btime.tv_nsec,
        .device_major = found.stx_dev_major,
        .device_minor = found.stx_dev_minor,
        .mode = found.stx_mode,
        .link_count = found.stx_nlink,
        .uid = found.stx_uid,
        .gid = found.stx_gid,
        .special_major = found.stx_rdev_major,
        .special_minor = found.stx_rdev_minor,
        .mask = found.stx_mask,
    };
    return 0;
}

int CLinux_fstatfs(int descriptor, struct CLinux_file_system *found) {
    struct statfs status;
    if (fstatfs(descriptor, &status) == -1) {
        return -1;
    }
    *found = (struct CLinux_file_system){
        .type = (uint64_t)status.f_type,
        .free_bytes = (uint64_t)status.f_bavail * (uint64_t)status.f_bsize,
        .inodes = status.f_files,
        .free_inodes = status.f_ffree,
        .flags = (uint64_t)status.f_flags,
    };
    return 0;
}

int CLinux_syncfs(int descriptor) {
    return syncfs(descriptor);
}

ssize_t CLinux_getdents64(int directory, void *buffer, size_t size) {
    return syscall(SYS_getdents64, directory, buffer, size);
}

ssize_t CLinux_flistxattr(int descriptor, char *list, size_t size) {
    return flistxattr(descriptor, list, size);
}

ssize_t CLinux_fgetxattr(int descriptor, const char *name, void *value, size_t size) {
    return fgetxattr(descriptor, name, value, size);
}

int CLinux_fsetxattr(int descriptor, const char *name, const void *value, size_t size) {
    return fsetxattr(descriptor, name, value, size, 0);
}

int CLinux_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}
