#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CLinux.h"
#include "held.h"
#include "result.h"
#include "told.h"

int cl_fork(void) { return RESULT(fork()); }
int cl_getpid(void) { return getpid(); }
int cl_getppid(void) { return getppid(); }

int cl_fork_detached(void) {
  int ends[2], pid = -1, status;
  if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
  pid_t middle = fork();
  if (middle == 0) {
    int inner = fork();
    if (inner == 0) {
      close(ends[0]);
      close(ends[1]);
      return 0;
    }
    int answer = inner < 0 ? -errno : inner;
    _exit(write(ends[1], &answer, sizeof answer) != sizeof answer);
  }
  if (middle < 0) pid = -errno;
  close(ends[1]);
  if (middle > 0) {
    if (read(ends[0], &pid, sizeof pid) != sizeof pid) pid = -EIO;
    waitpid(middle, &status, 0);
  }
  close(ends[0]);
  return pid;
}

int cl_wait(int pid) {
  int status;
  int ended = TEMP_FAILURE_RETRY(waitpid(pid, &status, 0));
  return ended < 0 ? -errno : told(status);
}

int cl_wait_stopping(int pid) {
  int status;
  for (;;) {
    if (TEMP_FAILURE_RETRY(waitpid(pid, &status, WUNTRACED)) < 0) return -errno;
    if (!WIFSTOPPED(status)) return told(status);
    kill(getpid(), SIGSTOP);
    kill(pid, SIGCONT);
  }
}

int cl_wait_forwarding(int pid, const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
  // Until cl_release_signals; the child has been begun.
  sigprocmask(SIG_BLOCK, &set, NULL);
  struct pollfd two[] = {{signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), POLLIN, 0},
                         {cl_pidfd_open(pid), POLLIN, 0}};
  if (two[0].fd < 0) return -errno;
  // Without a pidfd, before Linux 5.3, an end is noticed within a tenth of a second.
  int patience = two[1].fd < 0 ? 100 : -1;
  for (;;) {
    int status, ended = waitpid(pid, &status, WNOHANG);
    if (ended < 0) return -errno;
    if (ended > 0) return told(status);
    if (poll(two, 2, patience) < 0 && errno != EINTR) return -errno;
    struct signalfd_siginfo sent;
    while (read(two[0].fd, &sent, sizeof sent) == sizeof sent)
      // What the kernel itself sends, for a Ctrl-C, has gone to the child as well.
      if (sent.ssi_code != SI_KERNEL) kill(pid, (int)sent.ssi_signo);
  }
}

int cl_reap(int pid, int *status) {
  int raw, reaped = waitpid(pid, &raw, WNOHANG);
  if (reaped < 0) return -errno;
  if (reaped > 0) *status = told(raw);
  return reaped;
}

static sigset_t mask_before;
static struct sigaction of_children_before;
static int is_holding;
static void hold(const sigset_t *set) {
  // Where SIGCHLD is ignored the kernel reaps children itself, and nobody learns how they ended.
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(SIGCHLD, &standard, &of_children_before);
  sigprocmask(SIG_BLOCK, set, &mask_before);
  is_holding = 1;
}
void cl_hold_signals(int blocked) {
  if (blocked && !is_holding) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    hold(&set);
  } else if (!blocked) {
    cl_release_signals();
    is_holding = 0;
  }
}
void cl_hold_all_signals(void) {
  sigset_t all;
  sigfillset(&all);
  if (!is_holding) hold(&all);
}
void cl_release_signals(void) {
  if (!is_holding) return;
  sigaction(SIGCHLD, &of_children_before, NULL);
  sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

int cl_await_signal(int milliseconds) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  struct timespec t = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
  int signal = sigtimedwait(&set, NULL, &t);
  return signal < 0 ? 0 : signal;
}

void cl_exit(int status) { _exit(status); }

void cl_die_by(int number) {
  sigset_t set;
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  signal(number, SIG_DFL);
  sigemptyset(&set);
  sigaddset(&set, number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  kill(getpid(), number);
  _exit(128 + number);
}

int cl_pidfd_open(int pid) { return RESULT((int)syscall(SYS_pidfd_open, pid, 0)); }
int cl_pidfd_signal(int fd, int signal) {
  return RESULT((int)syscall(SYS_pidfd_send_signal, fd, signal, NULL, 0));
}
int cl_kill(int pid, int signal) { return RESULT(kill(pid, signal)); }
int cl_die_with_parent(int signal) { return RESULT(prctl(PR_SET_PDEATHSIG, signal)); }
int cl_set_subreaper(int on) { return RESULT(prctl(PR_SET_CHILD_SUBREAPER, on)); }

int cl_is_subreaper(void) {
  int is = 0;
  return prctl(PR_GET_CHILD_SUBREAPER, &is) < 0 ? -errno : is;
}

int cl_leave_terminal(void) {
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (setsid() < 0 || nothing < 0) return -errno;
  for (int i = 0; i < 3; i++)
    if (dup2(nothing, i) < 0) return -errno;
  return 0;
}

int cl_threads(void) {
  DIR *tasks = opendir("/proc/self/task");
  if (!tasks) return -errno;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(tasks));) count += entry->d_name[0] != '.';
  closedir(tasks);
  return count;
}

int cl_signal_number(const char *name) {
  // signal(7) has these names for others of the list.
  static const struct { const char *name; int number; } aliases[] = {
      {"IOT", SIGIOT}, {"CLD", SIGCHLD}, {"IO", SIGIO}};
  if (strcmp(name, "RTMIN") == 0) return SIGRTMIN;
  if (strcmp(name, "RTMAX") == 0) return SIGRTMAX;
  for (size_t i = 0; i < 3; i++)
    if (strcmp(aliases[i].name, name) == 0) return aliases[i].number;
  for (int i = 1; i < NSIG; i++) {
    const char *known = sigabbrev_np(i);
    if (known && strcmp(known, name) == 0) return i;
  }
  return 0;
}
int cl_default_signal(int number) { return signal(number, SIG_DFL) == SIG_ERR ? -errno : 0; }
const char *cl_signal_name(int number) { return sigabbrev_np(number); }
