#define _GNU_SOURCE
#include <linux/net_namespace.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

struct question {
  struct nlmsghdr head;
  struct rtgenmsg family;
  char padding[NLMSG_ALIGN(sizeof(struct rtgenmsg)) - sizeof(struct rtgenmsg)];
  struct rtattr attribute;
  uint32_t fd;
};

static int id_in(const struct nlmsghdr *head, ssize_t size, int32_t *id) {
  if (!NLMSG_OK(head, size)) return -EBADMSG;
  if (head->nlmsg_type == NLMSG_ERROR) return ((struct nlmsgerr *)NLMSG_DATA(head))->error;
  size_t left = NLMSG_PAYLOAD(head, sizeof(struct rtgenmsg));
  const char *start = (const char *)NLMSG_DATA(head) + NLMSG_ALIGN(sizeof(struct rtgenmsg));
  const struct rtattr *a = (const struct rtattr *)start;
  for (; RTA_OK(a, left); a = RTA_NEXT(a, left)) {
    if (a->rta_type != NETNSA_NSID) continue;
    memcpy(id, RTA_DATA(a), sizeof *id);
    return 0;
  }
  return -ENOENT;
}

int cl_network_id(int fd, int32_t *id) {
  int link = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (link < 0) return -errno;
  struct question question = {
      .head = {sizeof question, RTM_GETNSID, NLM_F_REQUEST, 1, 0},
      .family = {AF_UNSPEC},
      .attribute = {RTA_LENGTH(sizeof question.fd), NETNSA_FD},
      .fd = (uint32_t)fd,
  };
  union {
    struct nlmsghdr head;
    char bytes[4096];
  } answer;
  int result = -EIO;
  if (send(link, &question, sizeof question, 0) == sizeof question) {
    ssize_t size = recv(link, &answer, sizeof answer, 0);
    result = size < 0 ? -errno : id_in(&answer.head, size, id);
  } else {
    result = -errno;
  }
  close(link);
  return result;
}

int cl_link_flags(const char *name) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  struct ifreq request = {0};
  strncpy(request.ifr_name, name, sizeof request.ifr_name - 1);
  int result = ioctl(fd, SIOCGIFFLAGS, &request) < 0 ? -errno : (unsigned short)request.ifr_flags;
  close(fd);
  return result;
}
