#define _GNU_SOURCE
#include <linux/nsfs.h>
#include <linux/sockios.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

int cl_unshare(int flags) { return RESULT(unshare(flags)); }
int cl_setns(int fd, int flags) { return RESULT(setns(fd, flags)); }
int cl_ns_owner(int fd) { return RESULT(ioctl(fd, NS_GET_USERNS)); }
int cl_ns_parent(int fd) { return RESULT(ioctl(fd, NS_GET_PARENT)); }
int cl_ns_owner_uid(int fd, uint32_t *uid) { return RESULT(ioctl(fd, NS_GET_OWNER_UID, uid)); }
int cl_ns_type(int fd) { return RESULT(ioctl(fd, NS_GET_NSTYPE)); }
int cl_ns_id(int fd, uint64_t *id) { return RESULT(ioctl(fd, _IOR(0xb7, 13, uint64_t), id)); }
int cl_ns_of_socket(int pidfd, int fd) {
  int copy = (int)syscall(SYS_pidfd_getfd, pidfd, fd, 0);
  if (copy < 0) return -errno;
  int result = RESULT(ioctl(copy, SIOCGSKNS));
  close(copy);
  return result;
}
int cl_sethostname(const char *name, size_t length) { return RESULT(sethostname(name, length)); }

int cl_uname(enum cl_uname_field field, char *buffer, size_t size) {
  struct utsname all;
  if (uname(&all) < 0) return -errno;
  const char *value = field == CL_NODENAME     ? all.nodename
                      : field == CL_DOMAINNAME ? all.domainname
                      : field == CL_RELEASE    ? all.release
                                               : all.version;
  if (strlen(value) >= size) return -ERANGE;
  strcpy(buffer, value);
  return 0;
}
