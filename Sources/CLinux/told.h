// How a process ended, as this shim tells it: the status, or 256 + the signal.
#pragma once
#include <sys/wait.h>

static inline int told(int status) {
  return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status);
}
