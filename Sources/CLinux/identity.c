#define _GNU_SOURCE
#include <grp.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

uint32_t cl_euid(void) { return geteuid(); }
uint32_t cl_egid(void) { return getegid(); }
uint32_t cl_ruid(void) { return getuid(); }
int cl_setuid(uint32_t id) { return RESULT(setuid(id)); }
int cl_setgid(uint32_t id) { return RESULT(setgid(id)); }
int cl_drop_groups(void) { return RESULT(setgroups(0, NULL)); }
