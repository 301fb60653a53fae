import Foundation
import TestSupport
import XCTest

/// Two users without rights, who are in passwd and subuid of mount namespaces of the test's own only; with
/// tools and labs where they may read them.
final class OrdinaryUsers {
  let ids = [1000, 1001]
  private let place: Scratch

  init() throws {
    place = try Scratch()
    let users = ids.map { "learner\($0):x:\($0):\($0)::/tmp:/bin/sh\n" }.joined()
    try place.file("passwd", "root:x:0:0::/root:/bin/sh\n" + users)
    try place.file("subuid", ids.map { "learner\($0):\($0)00000:65536\n" }.joined())
    let source = (try tool("lab") as NSString).deletingLastPathComponent
    let folders = ids.map { "mkdir -m 700 run-\($0) && chown \($0) run-\($0)" }.joined(separator: " && ")
    let made = try shell(
      """
      cd '\(place.path)' && mkdir bin && \(folders) && chmod 755 . && chmod 644 passwd subuid &&
      { cp '\(source)'/lab '\(source)'/ns-* '\(source)'/pid1-reaper bin/ 2> /dev/null; [ -x bin/ns-unshare ]; } &&
      cp -r '\(packageRoot)/Labs' Labs && chmod -R a+rX bin Labs
      """, deadline: 60)
    XCTAssertEqual(made.status, 0, made.error)
  }

  /// A command of that user; the pid stays that of the program.
  func command(_ user: Int, _ line: String) -> [String] {
    let run = runFolder(of: user)
    return [
      "unshare", "-m", "sh", "-c",
      """
      cd '\(place.path)' && mount --bind passwd /etc/passwd && { [ -e /etc/subuid ] || exit 9; } &&
      mount --bind subuid /etc/subuid && mount --bind subuid /etc/subgid &&
      exec setpriv --reuid \(user) --regid \(user) --clear-groups --inh-caps=-all --bounding-set=-all \
      env HOME=/tmp XDG_RUNTIME_DIR='\(run)' XDG_STATE_HOME='\(run)/state' ANATOMY_LABS='\(place.path)/Labs' \
      bin/\(line)
      """,
    ]
  }

  func runFolder(of user: Int) -> String { "\(place.path)/run-\(user)" }

  /// What is in the user's folder; records outlast a run.
  func left(by user: Int) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: runFolder(of: user))) ?? []).filter {
      $0 != "state"
    }
  }
}
