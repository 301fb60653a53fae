#define _GNU_SOURCE
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/if_link.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CLinux.h"
#include "result.h"

struct wish {
  struct nlmsghdr head;
  struct ifinfomsg link;
  struct rtattr info;
  struct rtattr kind;
  char name[32];
};

// rtnetlink(7): RTM_NEWLINK with nothing but a kind.
int cl_try_link(const char *kind) {
  struct wish wish = {.head = {0, RTM_NEWLINK, NLM_F_REQUEST | NLM_F_CREATE | NLM_F_ACK, 1, 0}};
  size_t length = strlen(kind);
  if (length >= sizeof wish.name) return -EINVAL;
  memcpy(wish.name, kind, length);
  wish.kind = (struct rtattr){(unsigned short)RTA_LENGTH(length), IFLA_INFO_KIND};
  wish.info = (struct rtattr){(unsigned short)RTA_LENGTH(RTA_SPACE(length)), IFLA_LINKINFO};
  wish.head.nlmsg_len = (uint32_t)(NLMSG_LENGTH(sizeof wish.link) + RTA_SPACE(RTA_SPACE(length)));
  int link = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (link < 0) return -errno;
  union {
    struct nlmsghdr head;
    char bytes[4096];
  } answer;
  int result = -EIO;
  if (send(link, &wish, wish.head.nlmsg_len, 0) < 0) {
    result = -errno;
  } else {
    ssize_t size = recv(link, &answer, sizeof answer, 0);
    if (size < 0) result = -errno;
    else if (NLMSG_OK(&answer.head, size) && answer.head.nlmsg_type == NLMSG_ERROR)
      result = ((struct nlmsgerr *)NLMSG_DATA(&answer.head))->error;
  }
  close(link);
  return result;
}
