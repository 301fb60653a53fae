// The result of a call, or -errno.
#pragma once
#include <errno.h>

#define RESULT(call)              \
  ({                              \
    __typeof__(call) r_ = (call); \
    r_ < 0 ? -errno : r_;         \
  })
