#define _GNU_SOURCE
#include <linux/cn_proc.h>
#include <linux/connector.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"
#include "told.h"

// The answer carries this number plus one.
enum { ANSWER = 0x616E6174 };

static int tell(int fd, enum proc_cn_mcast_op operation) {
  struct nlmsghdr head = {NLMSG_HDRLEN + sizeof(struct cn_msg) + sizeof operation, NLMSG_DONE, 0, 1, 0};
  struct cn_msg message = {{CN_IDX_PROC, CN_VAL_PROC}, (uint32_t)getpid(), ANSWER, sizeof operation, 0};
  struct iovec parts[] = {{&head, sizeof head}, {&message, sizeof message}, {&operation, sizeof operation}};
  return writev(fd, parts, 3) < 0 ? -errno : 0;
}

// One event as the kernel sent it: 0, or -errno; -EAGAIN where none waits.
static int next(int fd, struct cn_msg *message, struct proc_event *event) {
  struct {
    struct nlmsghdr head;
    char bytes[512];
  } packet;
  struct sockaddr_nl from;
  socklen_t length = sizeof from;
  for (;;) {
    ssize_t n = TEMP_FAILURE_RETRY(
        recvfrom(fd, &packet, sizeof packet, MSG_DONTWAIT, (struct sockaddr *)&from, &length));
    if (n < 0) return -errno;
    size_t whole = NLMSG_HDRLEN + sizeof *message + sizeof *event;
    // Port 0 is the kernel: anybody may send to a netlink socket.
    if (from.nl_pid != 0 || (size_t)n < whole) continue;
    const char *start = (const char *)&packet + NLMSG_HDRLEN;
    memcpy(message, start, sizeof *message);
    memcpy(event, start + sizeof *message, sizeof *event);
    return 0;
  }
}

int cl_proc_events_open(void) {
  struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = CN_IDX_PROC};
  int fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_CONNECTOR);
  if (fd < 0) return -errno;
  int result = RESULT(bind(fd, (struct sockaddr *)&address, sizeof address));
  if (result == 0) result = tell(fd, PROC_CN_MCAST_LISTEN);
  // The answer is there when send returns; none comes in another pid or user namespace.
  while (result == 0) {
    struct cn_msg message;
    struct proc_event event;
    result = next(fd, &message, &event);
    if (result == -EAGAIN) result = -EPERM;
    if (result == 0 && event.what == PROC_EVENT_NONE && message.ack == ANSWER + 1) {
      if (event.event_data.ack.err == 0) return fd;
      result = -(int)event.event_data.ack.err;
    }
  }
  close(fd);
  return result;
}

int cl_proc_events_drain(int fd, struct cl_proc_event *events, int count) {
  int used = 0;
  while (used < count) {
    struct cn_msg message;
    struct proc_event event;
    int result = next(fd, &message, &event);
    if (result == -EAGAIN) break;
    if (result < 0) return result;
    struct cl_proc_event *to = &events[used];
    switch ((unsigned)event.what) {
    case PROC_EVENT_FORK:
      // A new thread is no new process.
      if (event.event_data.fork.child_pid != event.event_data.fork.child_tgid) continue;
      *to = (struct cl_proc_event){event.event_data.fork.child_tgid, event.event_data.fork.parent_tgid, -1};
      break;
    case PROC_EVENT_EXEC:
    case PROC_EVENT_UID:
    case PROC_EVENT_GID:
    case PROC_EVENT_SID:
    case PROC_EVENT_EXIT:
      // The first two fields are the same in all of them.
      *to = (struct cl_proc_event){event.event_data.exec.process_tgid, 0, -1};
      // Other threads may end before the process does.
      if (event.what == PROC_EVENT_EXIT && event.event_data.exit.process_pid == event.event_data.exit.process_tgid)
        to->ending = told((int)event.event_data.exit.exit_code);
      break;
    default: continue;
    }
    used++;
  }
  return used;
}

void cl_proc_events_close(int fd) {
  // Before Linux 6.6 or so the kernel does not see from the close alone that nobody listens any more.
  tell(fd, PROC_CN_MCAST_IGNORE);
  close(fd);
}
