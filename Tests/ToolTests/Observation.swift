import Foundation

/// A script that tells of the kernel's state around it, in words that are the same on every run.
enum Observation {
  private static let kinds = [
    "user", "mnt", "uts", "ipc", "net", "pid", "pid_for_children", "cgroup", "time", "time_for_children",
  ]

  /// Which namespaces differ from the test's; id maps; signals; capabilities; mounts; places.
  static var script: String {
    let outside = kinds.map { kind in
      let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/\(kind)")) ?? ""
      return "\(kind) \(link)"
    }
    return """
      for pair in \(outside.map { "'\($0)'" }.joined(separator: " ")); do
        set -- $pair
        if [ "$(readlink /proc/self/ns/$1)" = "$2" ]; then echo $1 same; else echo $1 other; fi
      done
      cat /proc/self/uid_map /proc/self/gid_map /proc/self/setgroups
      grep -E '^(SigBlk|SigIgn|SigCgt|CapEff|CapPrm|CapBnd|CapAmb|Groups|Uid|Gid|NoNewPrivs|Threads):' /proc/self/status
      awk '/^NSpid:/ {print "levels", NF - 1}' /proc/self/status
      awk '$5 == "/" || $5 == "/proc" {
        out = $5; for (i = 7; $i != "-"; i++) { sub(/:.*/, "", $i); out = out " " $i }; print out, $(i + 1)
      }' /proc/self/mountinfo
      pwd; umask; ulimit -n; ls /proc/self/fd | wc -l
      """
  }
}
