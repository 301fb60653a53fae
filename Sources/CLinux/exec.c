#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CLinux.h"
#include "held.h"
#include "result.h"

/// The words as exec wants them. From the heap: they may be many more than a stack holds.
static char **spread(const char *words, size_t count) {
  char **into = malloc((count + 1) * sizeof *into);
  if (!into) return NULL;
  for (size_t i = 0; i < count; i++) {
    into[i] = (char *)words;
    words += strlen(words) + 1;
  }
  into[count] = NULL;
  return into;
}

static char **copied(char **words, size_t count) {
  char **into = malloc((count + 1) * sizeof *into);
  if (into) memcpy(into, words, (count + 1) * sizeof *into);
  return into;
}

struct program {
  const char *file;
  char **argv;
  char **envp;
  int is_own;
};

static int prepare(struct program *p, struct cl_words words, const char *name, struct cl_words environment) {
  *p = (struct program){0};
  if (words.count == 0) return -EINVAL;
  // What this program was given is passed on as it lies there, unless its first word is to be another.
  p->is_own = words.own != NULL && !name;
  p->argv = p->is_own ? words.own : words.own ? copied(words.own, words.count) : spread(words.bytes, words.count);
  p->envp = environment.bytes ? spread(environment.bytes, environment.count) : NULL;
  if (!p->argv || (environment.bytes && !p->envp)) return -ENOMEM;
  p->file = p->argv[0];
  if (name) p->argv[0] = (char *)name;
  return 0;
}

static void discard(struct program *p) {
  if (!p->is_own) free(p->argv);
  free(p->envp);
}

// Not execvpe(): the program is looked for in the PATH that it will have itself.
static int become(const struct program *p) {
  char **mine = environ;
  if (p->envp) environ = p->envp;
  execvp(p->file, p->argv);
  int failure = -errno;
  environ = mine;
  return failure;
}

int cl_exec(struct cl_words words, const char *name, struct cl_words environment) {
  struct program p;
  int failure = prepare(&p, words, name, environment);
  if (failure == 0) failure = become(&p);
  discard(&p);
  return failure;
}

// vfork: no page table is copied, and the parent sleeps until the child has become another program.
// The child shares this stack frame, so it touches nothing of it but `failure`.
int cl_spawn(struct cl_words words, const char *name, struct cl_words environment) {
  struct program p;
  char **mine = environ;
  volatile int failure = prepare(&p, words, name, environment);
  if (failure) {
    discard(&p);
    return failure;
  }
  int pid = vfork();
  if (pid == 0) {
    cl_release_signals();
    failure = become(&p);
    _exit(127);
  }
  if (pid < 0) pid = -errno;
  environ = mine;
  discard(&p);
  if (pid < 0 || failure == 0) return pid;
  cl_wait(pid);
  return failure;
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

int cl_vfork_call(void (*body)(void *), void *context, size_t stack) {
  struct call call = {body, context};
  char **mine = environ;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t size = ((1 << 20) + stack + page) / page * page;
  char *memory = mmap(NULL, page + size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return -errno;
  // The lowest page is a guard: below it is memory of somebody else's.
  int pid = mprotect(memory, page, PROT_NONE) < 0 ? -errno : 0;
  if (pid == 0) pid = RESULT(clone(in_child, memory + page + size, CLONE_VM | CLONE_VFORK | SIGCHLD, &call));
  // The child may have left it pointing elsewhere.
  environ = mine;
  munmap(memory, page + size);
  return pid;
}
