#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

int cl_pty(char *path, size_t size) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -errno;
  int bad = grantpt(master) < 0 || unlockpt(master) < 0 ? errno : ptsname_r(master, path, size);
  if (bad) close(master);
  return bad ? -bad : master;
}

int cl_take_terminal(const char *path) {
  if (setsid() < 0) return -errno;
  int fd = open(path, O_RDWR);
  if (fd < 0) return -errno;
  if (ioctl(fd, TIOCSCTTY, 0) < 0) return -errno;
  for (int i = 0; i < 3; i++)
    if (dup2(fd, i) < 0) return -errno;
  if (fd > 2) close(fd);
  return 0;
}

int cl_echo(int fd, int echo) {
  struct termios t;
  if (tcgetattr(fd, &t) < 0) return -errno;
  if (echo)
    t.c_lflag |= ECHO;
  else
    t.c_lflag &= ~(tcflag_t)ECHO;
  return RESULT(tcsetattr(fd, TCSANOW, &t));
}

static struct termios before;
static int is_raw, raw_fd;
int cl_raw(int fd, int raw) {
  if (raw == is_raw) return 0;
  raw_fd = fd;
  if (!raw) {
    is_raw = 0;
    return RESULT(tcsetattr(fd, TCSADRAIN, &before));
  }
  if (tcgetattr(fd, &before) < 0) return -errno;
  struct termios t = before;
  cfmakeraw(&t);
  is_raw = 1;
  return RESULT(tcsetattr(fd, TCSADRAIN, &t));
}

static int screen_fd;
static const char *last_words;
static size_t last_length;
// write(2) and tcsetattr(3) may be called here; the signal comes again when this returns, and ends the program.
static void fault(int number) {
  if (is_raw) {
    if (write(screen_fd, last_words, last_length) < 0) is_raw = 0;
    tcsetattr(raw_fd, TCSANOW, &before);
  }
  signal(number, SIG_DFL);
  raise(number);
}

int cl_screen_signals(int out, const char *words) {
  static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
  struct sigaction action = {.sa_handler = fault};
  sigset_t all;
  screen_fd = out;
  last_words = strdup(words);
  if (!last_words) return -ENOMEM;
  last_length = strlen(words);
  sigfillset(&all);
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    sigaction(faults[i], &action, NULL);
    sigdelset(&all, faults[i]);
  }
  if (sigprocmask(SIG_SETMASK, &all, NULL) < 0) return -errno;
  return RESULT(signalfd(-1, &all, SFD_CLOEXEC | SFD_NONBLOCK));
}

int cl_asking(int fd, int asking) {
  static struct termios before;
  static int is_asking;
  if (asking == is_asking) return 0;
  is_asking = asking;
  if (!asking) return RESULT(tcsetattr(fd, TCSADRAIN, &before));
  if (tcgetattr(fd, &before) < 0) {
    is_asking = 0;
    return -errno;
  }
  struct termios t = before;
  t.c_lflag &= ~(tcflag_t)ISIG;
  t.c_cc[VEOL] = 3;
  return RESULT(tcsetattr(fd, TCSADRAIN, &t));
}

int cl_foreground(int fd) { return RESULT(tcgetpgrp(fd)); }
int cl_foreground_of(const char *path) {
  int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return -errno;
  int group = cl_foreground(fd);
  close(fd);
  return group;
}

int cl_window(int fd) {
  struct winsize w;
  if (ioctl(fd, TIOCGWINSZ, &w) < 0) return -errno;
  return w.ws_col << 16 | w.ws_row;
}
int cl_set_window(int fd, int columns, int rows) {
  struct winsize w = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return RESULT(ioctl(fd, TIOCSWINSZ, &w));
}
