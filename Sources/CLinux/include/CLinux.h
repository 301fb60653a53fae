// What Swift cannot call, or glibc does not wrap, in one convention: the result, or -errno.
// So errno is read before anything else can run.
// No _GNU_SOURCE here: it changes struct fd_set under the Glibc module.
#pragma once
#include <linux/mount.h>  // MS_*
#include <linux/sched.h>  // CLONE_*
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// start.c: what the program was started with
int cl_argc(void);
/// Whether getopt_long(3) would take that word for an option, or for the end of the options.
int cl_is_option(int index);
/// Whether it is called by that name, whatever the folder.
int cl_is_called(const char *name);
char *_Nullable *_Nonnull cl_argv(void);
const char *_Nullable cl_getenv(const char *name);
/// Entry `index` of the environment ("NAME=value"), NULL after the last.
const char *_Nullable cl_environment(size_t index);

// namespaces.c
int cl_unshare(int flags);
int cl_setns(int fd, int flags);
/// NS_GET_USERNS and NS_GET_PARENT of ioctl_ns(2): a descriptor.
int cl_ns_owner(int fd);
int cl_ns_parent(int fd);
/// NS_GET_OWNER_UID, of a user namespace.
int cl_ns_owner_uid(int fd, uint32_t *uid);
/// A CLONE_NEW* flag.
int cl_ns_type(int fd);
/// NS_GET_ID: the number that is never used again (Linux 6.18); ENOTTY before.
int cl_ns_id(int fd, uint64_t *id);
/// SIOCGSKNS of a socket that another process has open: the file of its network namespace.
int cl_ns_of_socket(int pidfd, int fd);
int cl_sethostname(const char *name, size_t length);
enum cl_uname_field { CL_NODENAME, CL_DOMAINNAME, CL_RELEASE, CL_VERSION };
/// Copies one field of uname(2), NUL-terminated.
int cl_uname(enum cl_uname_field field, char *buffer, size_t size);

// mounts.c
int cl_mount(const char *_Nullable source, const char *target, const char *_Nullable type,
             unsigned long flags, const char *_Nullable data);
int cl_umount(const char *target, int flags);
int cl_chroot(const char *path);
int cl_chdir(const char *path);
int cl_fchdir(int fd);

// processes.c
int cl_fork(void);
/// Forks twice and lets go of the middle one: the new process has no parent to reap it.
/// Returns 0 in it, its pid in the caller.
int cl_fork_detached(void);
int cl_getpid(void);
int cl_getppid(void);
/// The exit status 0...255, or 256 + the number of the signal that ended it, or -errno.
int cl_wait(int pid);
/// The same; stops when the child stops, and continues it afterwards.
int cl_wait_stopping(int pid);
/// The same, while signals that somebody sends to the caller go on to the child. They stay blocked afterwards.
int cl_wait_forwarding(int pid, const int *signals, int count);
/// waitpid(pid or -1, WNOHANG): the pid reaped, or 0. *status as cl_wait tells it.
int cl_reap(int pid, int *status);
/// Blocks SIGINT and SIGTERM and waits for children even where SIGCHLD was ignored (blocked != 0), or
/// puts back what was there before.
void cl_hold_signals(int blocked);
/// The same of every signal: who reads them from cl_signal_file gets them all, PID 1 of a namespace included.
void cl_hold_all_signals(void);
/// Of the two signals held, the one that comes within the time, or 0.
int cl_await_signal(int milliseconds);
_Noreturn void cl_exit(int status);
/// Ends by a signal, without a second core file beside the child's.
_Noreturn void cl_die_by(int signal);
int cl_pidfd_open(int pid);
int cl_pidfd_signal(int fd, int signal);
int cl_kill(int pid, int signal);
int cl_die_with_parent(int signal);
/// PR_SET_CHILD_SUBREAPER, on or off.
int cl_set_subreaper(int on);
/// PR_GET_CHILD_SUBREAPER: 1 if it is one.
int cl_is_subreaper(void);
/// A session of its own, and /dev/null in place of what it read and wrote.
int cl_leave_terminal(void);
int cl_threads(void);
/// The number of a signal name without "SIG", or 0.
int cl_signal_number(const char *name);
const char *_Nullable cl_signal_name(int number);
/// SIG_DFL
int cl_default_signal(int number);

// supervise.c
/// signalfd(2) of all signals; they must be held.
int cl_signal_file(void);
struct cl_sent {
  int number;
  int sender;    // its pid, or 0
  int is_kernel;  // SI_KERNEL: a key was typed, a terminal has gone
};
/// The next that has come: 1, or 0 where there is none. Waits for it, unless the file does not block.
int cl_next_signal(int fd, struct cl_sent *sent);
/// Bit 0: there are signals. Bit 1: the other end of a pipe has gone; what is in the pipe is not touched.
int cl_poll_signals(int fd, int pipe, int milliseconds);
/// O_NONBLOCK
int cl_set_nonblocking(int fd);
/// waitpid(-1, WNOHANG): the pid reaped, or 0. *status as cl_wait tells it; with `stops`, 512 + the signal of one
/// that has stopped, which is not reaped.
int cl_reap_any(int *status, int stops);
/// A child that has ended and waits to be reaped, or 0.
int cl_ended_child(void);
int cl_setpgid(int pid, int group);
int cl_setsid(void);
/// getpgrp(2), getsid(2) of the caller: 0 where the leader is in an outer pid namespace.
int cl_group(void);
int cl_session(void);
/// tcsetpgrp(3), without a stop where the caller is in the background.
int cl_set_foreground(int fd, int group);
/// Whether the caller's group has the foreground, also where the groups are in an outer pid namespace and have no
/// number: a read of nothing is refused in the background.
int cl_has_foreground(int fd);
/// Stops the caller's whole group by a signal of the terminal, or the caller alone, until somebody continues it: then 1,
/// and the SIGCONT is taken. 0 where nobody could, in an orphaned group. Signals must be held.
int cl_stop_by(int signal, int alone);
/// TIOCSCTTY of ioctl_tty(2).
int cl_control_terminal(int fd);
/// TIOCNOTTY, and no SIGHUP and SIGCONT that come of it; they must be held.
void cl_give_up_terminal_quietly(int fd);
/// Whether it is open for reading: not as a place only, O_PATH.
int cl_is_readable_file(int fd);
/// close_range(2); -1 is the last that there can be.
void cl_close_range(int first, int last);
/// setenv(3), or unsetenv(3) where the value is NULL.
int cl_setenv(const char *name, const char *_Nullable value);
/// Gives memory back to the kernel that is not in use: malloc_trim(3), and the stack below the caller.
void cl_give_back_memory(void);
/// The same terminal or pipe, opened again so that writing to it does not wait; -errno for other files, and where it
/// cannot be.
int cl_reopen_nonblocking(int fd);
/// write(2) where that need not wait, else -EAGAIN. A reader that has gone is an error, and no signal.
long cl_write_now(int fd, const void *buffer, size_t count);

// events.c: the proc connector, drivers/connector/cn_proc.c
/// A socket on which the kernel tells of processes; -EPERM where it does not: it needs CAP_NET_ADMIN and the
/// first user, pid and network namespaces.
int cl_proc_events_open(void);
struct cl_proc_event {
  int pid;
  int parent;  // of a process that has just begun; else 0
  int ending;  // of one that has ended, as cl_wait tells it; else -1
};
/// Those that wait, at most `count`: how many; -ENOBUFS once where some were lost.
int cl_proc_events_drain(int fd, struct cl_proc_event *events, int count);
void cl_proc_events_close(int fd);

// sockets.c
/// RTM_GETNSID: the number that the caller's network namespace has for another one, -1 for none.
int cl_network_id(int fd, int32_t *id);

// netdev.c
/// Makes a network device of a kind in the caller's network namespace, with no settings: 0, or -EOPNOTSUPP
/// where the kernel does not know the kind, or what it misses.
int cl_try_link(const char *kind);

/// SIOCGIFFLAGS of a link in the caller's network namespace: IFF_UP is 1. netdevice(7)
int cl_link_flags(const char *name);

// ipc.c
/// The first bytes of the System V shared memory segment with that key. shmat(2)
long cl_shm_text(int key, char *buffer, size_t size);

// exec.c
/// So many words: one after the other, each ended by NUL; or where `own` is, the rest of what this program was given.
struct cl_words {
  const char *_Nullable bytes;
  char *_Nullable *_Nullable own;
  size_t count;
};
/// Only returns when it fails. `environment`: without bytes it is one's own.
/// `name`: what the program is told it is called (argv[0]), or NULL.
int cl_exec(struct cl_words words, const char *_Nullable name, struct cl_words environment);
/// A vfork-like fork and exec in one: the child's pid, or -errno of fork or of exec.
/// The child gets the signal mask from before cl_hold_signals.
int cl_spawn(struct cl_words words, const char *_Nullable name, struct cl_words environment);
/// Runs `body` in a child on a stack of its own, in this process's memory, while this process sleeps
/// until the child has become another program or ended: clone(CLONE_VM | CLONE_VFORK). Where `body`
/// returns, the child ends. The child's pid, or -errno. Signals as cl_spawn.
/// `stack`: how much of it besides what ordinary calls need.
int cl_vfork_call(void (*body)(void *), void *context, size_t stack);

// identity.c
uint32_t cl_euid(void);
uint32_t cl_egid(void);
uint32_t cl_ruid(void);
int cl_setuid(uint32_t id);
int cl_setgid(uint32_t id);
/// setgroups(0, NULL)
int cl_drop_groups(void);
/// The capabilities that a program file gives, as getxattr(2) "security.capability" has them: the
/// permitted set. 0 where there are none.
uint64_t cl_file_capabilities(const char *path);
/// The effective capabilities as a mask, by capget(2): also where /proc shows another process.
uint64_t cl_capabilities(void);

// files.c
/// Below the directory `at`, or -1: below the current one. O_CLOEXEC always.
int cl_open(int at, const char *path, int flags, int mode);
/// O_PATH: a place in the file system, whatever is there; nothing is done to it.
int cl_open_place(int at, const char *path);
int cl_close(int fd);
long cl_read(int fd, void *buffer, size_t count);
long cl_write(int fd, const void *buffer, size_t count);
/// open, write, close: the whole of `bytes` in one write, as /proc wants it.
int cl_put(const char *path, const void *bytes, size_t count);
long cl_readlink(int at, const char *path, char *buffer, size_t count);
struct cl_identity {
  uint64_t device;
  uint64_t inode;
  uint32_t mode;
  uint32_t owner;
  uint32_t group;
  uint64_t links;
};
/// stat(2), following symbolic links: so for /proc/PID/ns/uts it is the namespace itself.
int cl_identify(int at, const char *path, struct cl_identity *result);
/// The same of a file that may be on a server which does not answer: nothing is asked of it.
int cl_identify_cached(int at, const char *path, struct cl_identity *result);
int cl_fidentify(int fd, struct cl_identity *result);
/// Names in a directory, each ended by NUL, without "." and "..": the bytes used, or 0 at the end.
long cl_list(int fd, char *buffer, size_t size);
/// faccessat(W_OK, AT_EACCESS)
int cl_may_write(const char *path);
int cl_mkdir(const char *path, int mode);
int cl_rmdir(const char *path);
int cl_unlink(const char *path);
/// Below the directory `at`; directory != 0: AT_REMOVEDIR.
int cl_unlink_at(int at, const char *name, int directory);
int cl_symlink(const char *target, const char *path);
int cl_chown(const char *path, uint32_t user, uint32_t group);
int cl_chmod(const char *path, int mode);
int cl_rename(const char *from, const char *to);
int cl_fsync(int fd);
/// memfd_create: an empty file without a name.
int cl_memory_file(void);
/// dup2 to 1 and 2, and /dev/null to 0.
int cl_redirect_output(int fd);
/// lseek to the beginning.
int cl_rewind(int fd);
/// flock(LOCK_EX | LOCK_NB)
int cl_lock(int fd);
int cl_isatty(int fd);
int cl_poll_in(int fd, int milliseconds);
/// poll(2) on several descriptors, of which -1 are passed over: bit N tells of the one at place N.
int cl_poll_any(const int *fds, int count, int milliseconds);
/// poll(2) on two descriptors: bit 0 and bit 1 tell which have something to read or have ended.
int cl_poll_two(int a, int b, int milliseconds);
int cl_random(void *buffer, size_t count);
/// CLOCK_MONOTONIC in milliseconds.
int64_t cl_now(void);
enum cl_clock_name { CL_MONOTONIC, CL_BOOTTIME, CL_REALTIME };
/// In seconds.
int64_t cl_clock(enum cl_clock_name clock);
void cl_pause(int milliseconds);

// groups.c: what control groups need
/// Names of the directories in a directory, as cl_list gives them; files are passed over.
long cl_directories(int fd, char *buffer, size_t size);
/// read into what is left of a buffer of which `used` bytes are.
long cl_read_more(int fd, void *buffer, size_t used, size_t size);
/// flock(LOCK_EX)
int cl_wait_lock(int fd);
/// CLOCK_MONOTONIC in nanoseconds.
int64_t cl_nanoseconds(void);
/// Whether a file has an extended attribute. getxattr(2)
int cl_has_attribute(const char *path, const char *name);
/// Major and minor number of a block device's file; ENOTBLK for another.
int cl_block_device(const char *path, uint32_t *number);
/// CLOCK_REALTIME in nanoseconds.
int64_t cl_wall_nanoseconds(void);

// links.c: talk between the processes of one plan
int cl_socketpair(int *ends);
int cl_pipe(int *ends);
long cl_send(int fd, const void *buffer, size_t count);
long cl_receive(int fd, void *buffer, size_t count);

// terminal.c
/// A new pseudo-terminal: the master's descriptor; the slave's path goes to `path`.
int cl_pty(char *path, size_t size);
/// In a child: a new session with `path` as its controlling terminal and as 0, 1 and 2.
int cl_take_terminal(const char *path);
/// echo == 0: the terminal does not repeat what is typed.
int cl_echo(int fd, int echo);
/// raw != 0: bytes as they come. raw == 0: as it was before.
int cl_raw(int fd, int raw);
/// asking != 0: lines as they are edited, but Ctrl-C and Ctrl-Z are letters, and Ctrl-C ends a line.
/// asking == 0: as it was before.
int cl_asking(int fd, int asking);
/// For a program that draws a whole screen: all signals wait to be read from a file, which is returned, but those of the
/// program's own faults; at one of these `words` are written to `out` and the terminal is as before cl_raw.
int cl_screen_signals(int out, const char *words);
/// The process group in the foreground of a terminal; also through the master. tcgetpgrp(3)
int cl_foreground(int fd);
/// The same of a terminal by its path.
int cl_foreground_of(const char *path);
/// Columns << 16 | rows, or -errno.
int cl_window(int fd);
int cl_set_window(int fd, int columns, int rows);

// regex.c
/// regcomp(3), REG_EXTENDED, and regexec(3): 1 for a match, 0 for none, -EINVAL for no expression.
int cl_matches(const char *expression, const char *text);

// errors.c
const char *cl_errno_name(int code);
const char *cl_errno_text(int code);
/// The number of "ENOENT", or 0.
int cl_errno_number(const char *name);

// getopt.c
enum { CL_ARGUMENT_NONE, CL_ARGUMENT_REQUIRED, CL_ARGUMENT_OPTIONAL };
/// What a long option's code begins at, so that it is no letter.
enum { CL_LONG = 1000 };
struct cl_match {
  int code;      // a letter, CL_LONG + index, or '?' and ':' for what makes no sense
  int rejected;  // then the letter, the code, or 0 for an unknown word
  long value;    // where in `words` the argument begins, or -1
  long word;     // where in `words` the word last looked at begins
};
/// getopt_long(3) over a whole argument list, up to the first operand or the first mistake.
/// `words`: count arguments as above, the tool's name first; `names`: long names likewise.
/// There may be as many matches as `words` has bytes. Returns their number.
int cl_parse(const char *words, size_t count, const char *names, const int *arguments,
             size_t options, const char *letters, struct cl_match *matches, size_t *operand);

#pragma clang assume_nonnull end
