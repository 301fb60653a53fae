// What the init of a container does all day: signals as a file, and children of any kind.
#define _GNU_SOURCE
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
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

int cl_signals(int fd, struct cl_sent *sent, int count) {
  struct signalfd_siginfo raw[8];
  if (count > 8) count = 8;
  long n = read(fd, raw, (size_t)count * sizeof *raw);
  if (n < 0) return errno == EINTR ? 0 : -errno;
  int found = (int)(n / (long)sizeof *raw);
  for (int i = 0; i < found; i++)
    sent[i] = (struct cl_sent){(int)raw[i].ssi_signo, (int)raw[i].ssi_pid, raw[i].ssi_code == SI_KERNEL};
  return found;
}

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

int cl_close_except(const int *keep, int count) {
  unsigned first = 3;
  for (int i = 0; i <= count; i++) {
    unsigned last = i < count ? (unsigned)keep[i] : ~0U;
    if (last > first || i == count) {
      unsigned end = i < count ? last - 1 : last;
      if (syscall(SYS_close_range, first, end, 0) < 0) {
        // Before Linux 5.9.
        if (errno != ENOSYS) return -errno;
        long most = sysconf(_SC_OPEN_MAX);
        for (unsigned fd = first; fd <= end && (long)fd < most; fd++) close((int)fd);
      }
    }
    first = last + 1;
  }
  return 0;
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

long cl_write_now(int fd, const void *buffer, size_t count) {
  struct pollfd one = {fd, POLLOUT, 0};
  if (poll(&one, 1, 0) <= 0 || !(one.revents & POLLOUT)) return -EAGAIN;
  return RESULT(write(fd, buffer, count));
}
