#define _GNU_SOURCE
#include <dirent.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

long cl_directories(int fd, char *buffer, size_t size) {
  char raw[32768];
  size_t used = 0;
  while (used == 0) {
    // A name is shorter than its record, so what fits into `raw` fits into as large a buffer.
    long n = RESULT(syscall(SYS_getdents64, fd, raw, size < sizeof raw ? size : sizeof raw));
    if (n <= 0) return n;
    for (long at = 0; at < n;) {
      struct dirent64 *entry = (struct dirent64 *)(raw + at);
      at += entry->d_reclen;
      const char *name = entry->d_name;
      if (entry->d_type != DT_DIR || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
      size_t length = strlen(name) + 1;
      memcpy(buffer + used, name, length);
      used += length;
    }
  }
  return (long)used;
}

long cl_read_more(int fd, void *buffer, size_t used, size_t size) {
  return RESULT(TEMP_FAILURE_RETRY(read(fd, (char *)buffer + used, size - used)));
}

int cl_wait_lock(int fd) { return RESULT(flock(fd, LOCK_EX)); }

static int64_t nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int cl_has_attribute(const char *path, const char *name) { return RESULT(getxattr(path, name, NULL, 0)) >= 0; }

int cl_block_device(const char *path, uint32_t *number) {
  struct stat status;
  if (stat(path, &status) < 0) return -errno;
  if (!S_ISBLK(status.st_mode)) return -ENOTBLK;
  number[0] = major(status.st_rdev);
  number[1] = minor(status.st_rdev);
  return 0;
}
int64_t cl_nanoseconds(void) { return nanoseconds(CLOCK_MONOTONIC); }
int64_t cl_wall_nanoseconds(void) { return nanoseconds(CLOCK_REALTIME); }
