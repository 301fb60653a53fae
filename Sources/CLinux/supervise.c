// What the init of a container does all day: signals as a file, and children of any kind.
#define _GNU_SOURCE
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

int cl_signal_file(void) {
  sigset_t all;
  sigfillset(&all);
  return RESULT(signalfd(-1, &all, SFD_CLOEXEC));
}

int cl_next_signal(int fd, struct cl_sent *sent) {
  struct signalfd_siginfo raw;
  if (read(fd, &raw, sizeof raw) < 0) return errno == EINTR || errno == EAGAIN ? 0 : -errno;
  *sent = (struct cl_sent){(int)raw.ssi_signo, (int)raw.ssi_pid, raw.ssi_code == SI_KERNEL};
  return 1;
}

int cl_poll_signals(int fd, int pipe, int milliseconds) {
  struct pollfd two[] = {{fd, POLLIN, 0}, {pipe, 0, 0}};
  if (poll(two, 2, milliseconds) < 0) return errno == EINTR ? 0 : -errno;
  return (two[0].revents != 0) | (two[1].revents != 0) << 1;
}

int cl_set_nonblocking(int fd) { return RESULT(fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK)); }

int cl_reap_any(int *status, int stops) {
  int raw, pid = waitpid(-1, &raw, WNOHANG | (stops ? WUNTRACED : 0));
  if (pid < 0) return -errno;
  if (pid > 0)
    *status = WIFSTOPPED(raw)     ? 512 + WSTOPSIG(raw)
              : WIFSIGNALED(raw) ? 256 + WTERMSIG(raw)
                                 : WEXITSTATUS(raw);
  return pid;
}

int cl_ended_child(void) {
  siginfo_t info = {0};
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0 ? -errno : info.si_pid;
}

int cl_setpgid(int pid, int group) { return RESULT(setpgid(pid, group)); }
int cl_setsid(void) { return RESULT(setsid()); }
int cl_group(void) { return getpgrp(); }
int cl_session(void) { return getsid(0); }

// A background group that does this is stopped by SIGTTOU, unless it blocks it.
int cl_set_foreground(int fd, int group) {
  sigset_t one, before;
  sigemptyset(&one);
  sigaddset(&one, SIGTTOU);
  sigprocmask(SIG_BLOCK, &one, &before);
  int result = RESULT(tcsetpgrp(fd, group));
  sigprocmask(SIG_SETMASK, &before, NULL);
  return result;
}

int cl_has_foreground(int fd) {
  sigset_t one, before;
  char nothing;
  sigemptyset(&one);
  sigaddset(&one, SIGTTIN);
  sigprocmask(SIG_BLOCK, &one, &before);
  int has = read(fd, &nothing, 0) == 0;
  sigprocmask(SIG_SETMASK, &before, NULL);
  return has;
}

int cl_stop_by(int number, int alone) {
  sigset_t one;
  struct timespec now = {0};
  sigemptyset(&one);
  sigaddset(&one, number);
  kill(alone ? getpid() : 0, number);
  sigprocmask(SIG_UNBLOCK, &one, NULL);
  sigprocmask(SIG_BLOCK, &one, NULL);
  sigemptyset(&one);
  sigaddset(&one, SIGCONT);
  return sigtimedwait(&one, NULL, &now) == SIGCONT;
}

int cl_control_terminal(int fd) { return RESULT(ioctl(fd, TIOCSCTTY, 0)); }
void cl_give_up_terminal_quietly(int fd) {
  if (ioctl(fd, TIOCNOTTY) < 0) return;
  struct timespec now = {0};
  sigset_t one;
  for (int i = 0; i < 2; i++) {
    sigemptyset(&one);
    sigaddset(&one, i ? SIGCONT : SIGHUP);
    sigtimedwait(&one, NULL, &now);
  }
}

int cl_is_readable_file(int fd) {
  int flags = fcntl(fd, F_GETFL);
  return flags >= 0 && !(flags & O_PATH) && (flags & O_ACCMODE) != O_WRONLY;
}

void cl_close_range(int first, int last) {
  if (last >= 0 && last < first) return;
  // Before Linux 5.9, or where a filter does not know it. There may be a limit of millions, so no more than these.
  if (syscall(SYS_close_range, first, last, 0) < 0)
    for (unsigned fd = (unsigned)first; fd <= (unsigned)last && fd < 4096; fd++) close((int)fd);
}

int cl_setenv(const char *name, const char *value) {
  return RESULT(value ? setenv(name, value, 1) : unsetenv(name));
}

void cl_give_back_memory(void) {
  malloc_trim(0);
  // What setting up took of the stack stays resident below; signal handlers there are none, and what the compiler
  // may have put below the stack pointer is left.
  char here;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t end = ((uintptr_t)&here - 4096) / page * page;
  madvise((void *)(end - 64 * page), 64 * page, MADV_DONTNEED);
}

int cl_reopen_nonblocking(int fd) {
  struct stat is;
  char path[32];
  if (fstat(fd, &is) < 0) return -errno;
  if (!S_ISFIFO(is.st_mode) && !isatty(fd)) return -ENOTTY;
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  return RESULT(open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
}

long cl_write_now(int fd, const void *buffer, size_t count) {
  struct pollfd one = {fd, POLLOUT, 0};
  if (poll(&one, 1, 0) <= 0 || !(one.revents & POLLOUT)) return -EAGAIN;
  sigset_t broken, before;
  struct timespec now = {0};
  sigemptyset(&broken);
  sigaddset(&broken, SIGPIPE);
  sigprocmask(SIG_BLOCK, &broken, &before);
  long n = RESULT(write(fd, buffer, count));
  if (n == -EPIPE) sigtimedwait(&broken, NULL, &now);
  sigprocmask(SIG_SETMASK, &before, NULL);
  return n;
}
