#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CLinux.h"
#include "held.h"
#include "result.h"

static void spread(const char *words, size_t count, char **into) {
  for (size_t i = 0; i < count; i++) {
    into[i] = (char *)words;
    words += strlen(words) + 1;
  }
  into[count] = NULL;
}

int cl_exec(const char *words, size_t count, const char *name, const char *environment,
            size_t environment_count) {
  char *argv[count + 1], *envp[environment_count + 1], **mine = environ;
  if (count == 0) return -EINVAL;
  spread(words, count, argv);
  const char *file = argv[0];
  if (name) argv[0] = (char *)name;
  if (environment) {
    spread(environment, environment_count, envp);
    // Not execvpe(): the program is looked for in the PATH that it will have itself.
    environ = envp;
  }
  execvp(file, argv);
  int failure = -errno;
  environ = mine;
  return failure;
}

// vfork: no page table is copied, and the parent sleeps until the child has become another program.
// The child shares this stack frame, so it touches nothing of it but `failure`.
int cl_spawn(const char *words, size_t count, const char *name, const char *environment,
             size_t environment_count) {
  char *argv[count + 1], *envp[environment_count + 1], **mine = environ;
  if (count == 0) return -EINVAL;
  spread(words, count, argv);
  const char *file = argv[0];
  if (name) argv[0] = (char *)name;
  if (environment) {
    spread(environment, environment_count, envp);
    environ = envp;
  }
  volatile int failure = 0;
  int pid = vfork();
  if (pid == 0) {
    cl_release_signals();
    execvp(file, argv);
    failure = -errno;
    _exit(127);
  }
  environ = mine;
  if (pid < 0) return -errno;
  if (failure) {
    cl_wait(pid);
    return failure;
  }
  return pid;
}

struct call {
  void (*body)(void *);
  void *context;
};

static int in_child(void *raw) {
  struct call *call = raw;
  cl_release_signals();
  call->body(call->context);
  _exit(127);
}

int cl_vfork_call(void (*body)(void *), void *context) {
  enum { SIZE = 1 << 20 };
  struct call call = {body, context};
  char **mine = environ;
  char *stack = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED) return -errno;
  int pid = RESULT(clone(in_child, stack + SIZE, CLONE_VM | CLONE_VFORK | SIGCHLD, &call));
  // The child may have left it pointing into its stack.
  environ = mine;
  munmap(stack, SIZE);
  return pid;
}
