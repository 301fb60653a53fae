import Foundation

/// Starts a program with files as its descriptors, and with the signals as a shell gives them.
///
/// `flags`: POSIX_SPAWN_SETPGROUP, or POSIX_SPAWN_SETSID: then a terminal among the files becomes
/// its controlling terminal. posix_spawn(3)
func spawn(
  _ argv: [String], _ variables: [String], opening files: [(Int32, String, Int32)], _ flags: Int32
) throws -> Int32 {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  for (fd, path, mode) in files { unsafe posix_spawn_file_actions_addopen(&actions, fd, path, mode, 0o600) }
  var attributes = posix_spawnattr_t()
  unsafe posix_spawnattr_init(&attributes)
  defer { unsafe posix_spawnattr_destroy(&attributes) }
  unsafe posix_spawnattr_setpgroup(&attributes, 0)
  var none = sigset_t()
  unsafe sigemptyset(&none)
  unsafe posix_spawnattr_setsigmask(&attributes, &none)
  // A shell that starts the tests with `&` has them ignore SIGINT, and so would all that they start.
  var all = sigset_t()
  unsafe sigfillset(&all)
  unsafe posix_spawnattr_setsigdefault(&attributes, &all)
  unsafe posix_spawnattr_setflags(
    &attributes, Int16(flags | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

  let words = unsafe argv.map { unsafe strdup($0) } + [nil]
  let environment = unsafe variables.map { unsafe strdup($0) } + [nil]
  defer {
    unsafe (words + environment).forEach { unsafe free($0) }
  }
  var pid: Int32 = 0
  let code = unsafe posix_spawn(&pid, argv[0], &actions, &attributes, words, environment)
  guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
  return pid
}
