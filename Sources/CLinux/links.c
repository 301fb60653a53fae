#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

int cl_socketpair(int *ends) {
  return RESULT(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends));
}
int cl_pipe(int *ends) { return RESULT(pipe2(ends, O_CLOEXEC)); }
long cl_send(int fd, const void *buffer, size_t count) {
  return RESULT(TEMP_FAILURE_RETRY(send(fd, buffer, count, MSG_NOSIGNAL)));
}
long cl_receive(int fd, void *buffer, size_t count) {
  return RESULT(TEMP_FAILURE_RETRY(recv(fd, buffer, count, 0)));
}
