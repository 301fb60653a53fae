internal import CLinux
public import Isolation

/// A shell of the lab on a pseudo-terminal of its own.
public final class LabShell {
  let pty: Pty
  public let process: ProcessReference

  /// Starts it: the first one makes the scene, the others join it.
  public init(
    in session: Session, _ arguments: [CString], environment changes: [String: String] = [:],
    echo: Bool = true
  ) throws(LabError) {
    pty = try Pty()
    pty.setEcho(echo)
    let command = Command(arguments, environment: environment(session.folder, session.tools, changes))
    let isFirst = session.outside.pid == 0
    let plan =
      isFirst
      ? Plan.firstShell(session.lab.scene, as: .current, on: pty.slave, command)
      : Plan.furtherShell(
        session.lab.scene, as: .current, beside: session.outside.pid, on: pty.slave, command)
    let outcome: Outcome
    do throws(Failure) { outcome = try plan.run() } catch { throw .failed(error) }
    do throws(Errno) {
      let pid = outcome.pids[.child] ?? 0
      process = ProcessReference(try ProcessStatus(of: pid))
      if isFirst {
        session.outside = process
        for kind in NamespaceKind.allCases {
          session.outsideNamespaces[kind] = try? Namespace(kind, of: pid)
        }
      }
    } catch {
      throw .kernel(KernelError("open(\"/proc/\(outcome.pids[.child] ?? 0)/status\")", error))
    }
    try session.journal.add(EndProcess(process))
    if isFirst { try session.announce(session.lab.scene.kinds(for: .current)) }
  }
}

/// One's own environment with the session's mark, the tools' folder first in PATH, and changes.
func environment(_ session: String, _ tools: String, _ changes: [String: String]) -> [CString] {
  var changes = changes
  changes[Session.variable] = session
  changes["PATH"] = "\(tools):\(searchPath)"
  // A shell would run these files in place of what the lab means.
  let dropped: Set<String> = ["ENV", "BASH_ENV"]
  var all: [CString] = []
  var index = 0
  while let entry = unsafe cl_environment(index) {
    index += 1
    let word = unsafe CString(entry)
    let name = String(word.text.prefix { $0 != "=" })
    if changes[name] == nil, !dropped.contains(name) { all.append(word) }
  }
  return all + changes.sorted { $0.key < $1.key }.map { CString("\($0.key)=\($0.value)") }
}

/// PATH, or what shells use where it is not set.
var searchPath: String {
  guard let path = unsafe cl_getenv("PATH") else {
    return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
  }
  return unsafe String(cString: path)
}
