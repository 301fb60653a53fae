#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include "CLinux.h"
#include "result.h"

long cl_shm_text(int key, char *buffer, size_t size) {
  int id = shmget(key, 0, 0);
  if (id < 0) return -errno;
  struct shmid_ds about;
  if (shmctl(id, IPC_STAT, &about) < 0) return -errno;
  const char *memory = shmat(id, NULL, SHM_RDONLY);
  if (memory == (void *)-1) return -errno;
  size_t count = about.shm_segsz < size ? about.shm_segsz : size;
  memcpy(buffer, memory, count);
  shmdt(memory);
  return (long)count;
}
