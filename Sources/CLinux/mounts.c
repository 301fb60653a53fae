#define _GNU_SOURCE
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

// sys/mount.h and linux/mount.h agree about MS_*, but the former makes an enum of them.
int mount(const char *, const char *, const char *, unsigned long, const void *);
int umount2(const char *, int);

int cl_mount(const char *source, const char *target, const char *type, unsigned long flags,
             const char *data) {
  return RESULT(mount(source, target, type, flags, data));
}
int cl_umount(const char *target, int flags) { return RESULT(umount2(target, flags)); }
int cl_chroot(const char *path) { return RESULT(chroot(path)); }
int cl_chdir(const char *path) { return RESULT(chdir(path)); }
int cl_fchdir(int fd) { return RESULT(fchdir(fd)); }
