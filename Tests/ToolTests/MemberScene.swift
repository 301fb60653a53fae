import Foundation
import TestSupport
import XCTest

/// A host with one more user, "member" 3456:3457, to whom subuid(5) and subgid(5) give ids; in a mount
/// namespace of its own, so that this host's users stay as they are.
struct MemberScene {
  var subuid = "member:100000:65536\n"
  var subgid = "member:200000:65536\n"
  /// What root does there before the user comes.
  var preparation = ""

  /// A command that runs a script as that user; `as: ""`, as root.
  func command(_ script: String, as user: String = Self.member) -> String {
    let quoted = script.shellQuoted
    return """
      exec unshare -m sh -c \("""
      mount -t tmpfs -o mode=755 none /mnt && mkdir /mnt/up /mnt/work || exit 90
      # Not single files over those of /etc: usermod puts new ones in their place.
      mount -t overlay -o lowerdir=/etc,upperdir=/mnt/up,workdir=/mnt/work none /etc || exit 91
      echo member:x:3456:3457::/:/bin/sh >> /etc/passwd; echo member:x:3457: >> /etc/group
      printf '\(subuid)' > /etc/subuid; printf '\(subgid)' > /etc/subgid
      \(preparation)
      exec \(user) sh -c \(quoted)
      """.shellQuoted)
      """
  }

  static let member = "setpriv --reuid 3456 --regid 3457 --clear-groups env HOME=/"
}

extension String {
  /// As one word of a shell.
  var shellQuoted: String { "'" + replacingOccurrences(of: "'", with: "'\\''") + "'" }
}
