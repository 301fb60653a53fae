#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

static int below(int at) { return at < 0 ? AT_FDCWD : at; }

int cl_open(int at, const char *path, int flags, int mode) {
  return RESULT(openat(below(at), path, flags | O_CLOEXEC, mode));
}
int cl_open_place(int at, const char *path) {
  return RESULT(openat(below(at), path, O_PATH | O_CLOEXEC));
}
int cl_close(int fd) { return RESULT(close(fd)); }
long cl_read(int fd, void *buffer, size_t count) {
  return RESULT(TEMP_FAILURE_RETRY(read(fd, buffer, count)));
}
long cl_write(int fd, const void *buffer, size_t count) {
  return RESULT(TEMP_FAILURE_RETRY(write(fd, buffer, count)));
}

int cl_put(const char *path, const void *bytes, size_t count) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -errno;
  ssize_t n = TEMP_FAILURE_RETRY(write(fd, bytes, count));
  int result = n < 0 ? -errno : (size_t)n < count ? -EIO : 0;
  close(fd);
  return result;
}

long cl_readlink(int at, const char *path, char *buffer, size_t count) {
  return RESULT(readlinkat(below(at), path, buffer, count));
}

static int identity(int result, const struct stat *s, struct cl_identity *to) {
  if (result < 0) return -errno;
  *to = (struct cl_identity){s->st_dev, s->st_ino, s->st_mode, s->st_uid, s->st_gid, s->st_nlink};
  return 0;
}
int cl_identify(int at, const char *path, struct cl_identity *result) {
  struct stat s;
  return identity(fstatat(below(at), path, &s, 0), &s, result);
}
int cl_identify_cached(int at, const char *path, struct cl_identity *result) {
  struct statx s;
  if (statx(below(at), path, AT_STATX_DONT_SYNC, STATX_BASIC_STATS, &s) < 0) return -errno;
  *result = (struct cl_identity){.device = makedev(s.stx_dev_major, s.stx_dev_minor), .inode = s.stx_ino,
                                 .mode = s.stx_mode, .owner = s.stx_uid, .group = s.stx_gid,
                                 .links = s.stx_nlink};
  return 0;
}
int cl_fidentify(int fd, struct cl_identity *result) {
  struct stat s;
  return identity(fstat(fd, &s), &s, result);
}

long cl_list(int fd, char *buffer, size_t size) {
  char raw[8192];
  size_t used = 0;
  // A name is shorter than its record, so what fits into `raw` fits into as large a buffer.
  long n = RESULT(syscall(SYS_getdents64, fd, raw, size < sizeof raw ? size : sizeof raw));
  if (n <= 0) return n;
  for (long at = 0; at < n;) {
    struct dirent64 *entry = (struct dirent64 *)(raw + at);
    at += entry->d_reclen;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    size_t length = strlen(entry->d_name) + 1;
    memcpy(buffer + used, entry->d_name, length);
    used += length;
  }
  // Nothing but the dots in this piece: the next one decides.
  return used > 0 ? (long)used : cl_list(fd, buffer, size);
}

int cl_may_write(const char *path) { return RESULT(faccessat(AT_FDCWD, path, W_OK, AT_EACCESS)); }
int cl_mkdir(const char *path, int mode) { return RESULT(mkdir(path, mode)); }
int cl_rmdir(const char *path) { return RESULT(rmdir(path)); }
int cl_redirect_output(int fd) {
  int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null < 0 || dup2(null, 0) < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0) return -errno;
  return 0;
}
int cl_unlink_at(int at, const char *name, int directory) {
  return RESULT(unlinkat(at, name, directory ? AT_REMOVEDIR : 0));
}
int cl_symlink(const char *target, const char *path) { return RESULT(symlink(target, path)); }
int cl_chown(const char *path, uint32_t user, uint32_t group) { return RESULT(lchown(path, user, group)); }
int cl_chmod(const char *path, int mode) { return RESULT(chmod(path, (mode_t)mode)); }
int cl_unlink(const char *path) { return RESULT(unlink(path)); }
int cl_rename(const char *from, const char *to) { return RESULT(rename(from, to)); }
int cl_fsync(int fd) { return RESULT(fsync(fd)); }
int cl_memory_file(void) { return RESULT(memfd_create("told", MFD_CLOEXEC)); }
int cl_rewind(int fd) { return lseek(fd, 0, SEEK_SET) < 0 ? -errno : 0; }
int cl_lock(int fd) { return RESULT(flock(fd, LOCK_EX | LOCK_NB)); }
int cl_isatty(int fd) { return isatty(fd); }

int cl_poll_in(int fd, int milliseconds) {
  struct pollfd one = {fd, POLLIN, 0};
  return RESULT(poll(&one, 1, milliseconds));
}
int cl_poll_any(const int *fds, int count, int milliseconds) {
  struct pollfd all[8];
  int found = 0;
  if (count > 8) return -EINVAL;
  for (int i = 0; i < count; i++) all[i] = (struct pollfd){fds[i], POLLIN, 0};
  if (poll(all, (nfds_t)count, milliseconds) < 0) return errno == EINTR ? 0 : -errno;
  for (int i = 0; i < count; i++) found |= (all[i].revents != 0) << i;
  return found;
}
int cl_poll_two(int a, int b, int milliseconds) { return cl_poll_any((int[]){a, b}, 2, milliseconds); }

int cl_random(void *buffer, size_t count) { return RESULT((int)getrandom(buffer, count, 0)); }
int64_t cl_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
int64_t cl_clock(enum cl_clock_name clock) {
  struct timespec t;
  clock_gettime(clock == CL_BOOTTIME   ? CLOCK_BOOTTIME
                : clock == CL_REALTIME ? CLOCK_REALTIME
                                       : CLOCK_MONOTONIC,
                &t);
  return t.tv_sec;
}
void cl_pause(int milliseconds) {
  struct timespec t = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
  nanosleep(&t, NULL);
}
