/// Lines that a student types, for what is named anew in each session.
enum GroupLines {
  /// Goes to the scene's control group: it has the session's token in its name, on version 2 backwards.
  static func scene(_ controller: String) -> String {
    "t=${CONTAINER_ANATOMY_SESSION##*.}; cd $(find /sys/fs/cgroup/\(controller) -name \"*-$t\" 2> /dev/null; "
      + "find /sys/fs/cgroup -name \"*-$(echo $t | rev)\")"
  }

  /// Makes the group that the step asks for, whose name stands in its text, and goes there.
  static let asked =
    "n=$(sed -n 's/.*group called `\\([a-z]*\\)`.*/\\1/p' $CONTAINER_ANATOMY_SESSION/said | tail -n 1); mkdir $n; cd $n"

  /// A command in the group where the shell is.
  static func inside(_ command: String) -> String { "sh -c 'echo $$ > cgroup.procs; exec \(command)'" }
}
