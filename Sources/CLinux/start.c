#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CLinux.h"

// glibc hands the arguments to constructors; Swift asks /proc for them.
static int count;
static char **words;
__attribute__((constructor(101))) static void start(int argc, char **argv) {
  count = argc;
  words = argv;
  // Where standard input, output or error is closed, the next file opened would be taken for it. What
  // holds the place can neither be read nor written, and is closed again for the command.
  for (int fd = 0; fd < 3; fd++)
    if (fcntl(fd, F_GETFD) < 0) open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

// In place of two source files of the Swift runtime, which in a fully static program read /proc
// before main: one asks /proc/self/exe where Swift lives, and aborts where /proc is not mounted;
// the other looks for the arguments with the help of /proc/self/maps, and finds none without. Should
// a later runtime add another function to those files, the linker says "multiple definition".
// Only in release: a dynamic build would lose the crash reports of swift-backtrace.
#ifdef STATIC_RUNTIME
char **_swift_stdlib_getUnsafeArgvArgc(int *argc) {
  *argc = count;
  return words;
}
void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc) {
  count = argc;
  words = argv;
}
const char *swift_getRootPath(void) { return "/"; }
const char *swift_getRuntimeLibraryPath(void) { return "/"; }
const char *swift_copyAuxiliaryExecutablePath(const char *name) {
  (void)name;
  return NULL;
}
#endif

int cl_argc(void) { return count; }
int cl_is_option(int index) { return words[index][0] == '-' && words[index][1] != '\0'; }
int cl_is_called(const char *name) {
  const char *slash = count > 0 ? strrchr(words[0], '/') : NULL;
  return count > 0 && strcmp(slash ? slash + 1 : words[0], name) == 0;
}
char **cl_argv(void) { return words; }
const char *cl_getenv(const char *name) { return getenv(name); }
const char *cl_environment(size_t index) {
  for (size_t i = 0; environ && environ[i]; i++)
    if (i == index) return environ[i];
  return NULL;
}
