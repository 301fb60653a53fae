#define _GNU_SOURCE
#include <string.h>

#include "CLinux.h"

const char *cl_errno_name(int code) {
  const char *name = strerrorname_np(code);
  return name ? name : "E?";
}
const char *cl_errno_text(int code) {
  const char *text = strerrordesc_np(code);
  return text ? text : "Unknown error";
}
int cl_errno_number(const char *name) {
  for (int code = 1; code < 4096; code++) {
    const char *known = strerrorname_np(code);
    if (known && strcmp(known, name) == 0) return code;
  }
  return 0;
}
