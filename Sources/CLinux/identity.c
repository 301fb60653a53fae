#define _GNU_SOURCE
#include <grp.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

uint32_t cl_euid(void) { return geteuid(); }
uint32_t cl_egid(void) { return getegid(); }
uint32_t cl_ruid(void) { return getuid(); }
int cl_setuid(uint32_t id) { return RESULT(setuid(id)); }
int cl_setgid(uint32_t id) { return RESULT(setgid(id)); }
int cl_drop_groups(void) { return RESULT(setgroups(0, NULL)); }

uint64_t cl_file_capabilities(const char *path) {
  struct vfs_ns_cap_data data = {0};
  if (getxattr(path, "security.capability", &data, sizeof data) < (ssize_t)XATTR_CAPS_SZ_2) return 0;
  return (uint64_t)data.data[1].permitted << 32 | data.data[0].permitted;
}

uint64_t cl_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {0};
  if (syscall(SYS_capget, &header, data) < 0) return 0;
  return (uint64_t)data[1].effective << 32 | data[0].effective;
}
