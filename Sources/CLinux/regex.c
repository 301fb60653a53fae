#include <errno.h>
#include <regex.h>

#include "CLinux.h"

int cl_matches(const char *expression, const char *text) {
  regex_t compiled;
  if (regcomp(&compiled, expression, REG_EXTENDED | REG_NOSUB)) return -EINVAL;
  int matches = regexec(&compiled, text, 0, NULL, 0) == 0;
  regfree(&compiled);
  return matches;
}
