#pragma once
#include <errno.h>
#include <sys/capability.h>

/// 0 or -errno: Swift must not have the chance to run anything before errno is read.
static inline int cl_cap_apply(cap_t set) { return cap_set_proc(set) < 0 ? -errno : 0; }
static inline int cl_cap_raise_ambient(cap_value_t value) {
  return cap_set_ambient(value, CAP_SET) < 0 ? -errno : 0;
}
