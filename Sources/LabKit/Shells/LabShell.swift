internal import CLinux
public import Isolation

/// A shell of the lab on a pseudo-terminal of its own.
public final class LabShell {
  let pty: Pty
  /// Nil for one that joined the session of another program.
  private(set) weak var session: Session?
  public let process: ProcessReference

  /// One that runs already, on the terminal that it was given.
  init(_ pty: consuming Pty, _ process: ProcessReference) {
    self.pty = pty
    self.process = process
  }

  /// Starts it: the first one makes the scene, the others join it.
  public init(
    in session: Session, _ arguments: [CString], environment changes: [String: String] = [:],
    echo: Bool = true
  ) throws(LabError) {
    self.session = session
    pty = try Pty()
    pty.setEcho(echo)
    var changes = changes
    // Root's home is closed to the ordinary user that root's learners become.
    if session.scene.user != nil { changes["HOME"] = session.place }
    let command = Command(
      arguments, environment: environment(session.folder, session.meeting, session.visibleTools, changes))
    let isFirst = session.outside.pid == 0
    let plan =
      isFirst
      ? Plan.firstShell(session.scene, on: pty.slave, command)
      : Plan.furtherShell(session.scene, beside: session.outside.pid, on: pty.slave, command)
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
    do throws(LabError) { try session.journal.add(EndProcess(process)) } catch {
      // Somebody has taken the session back at this very moment.
      var plan = Plan()
      plan.add(EndProcess(process))
      _ = try? plan.run()
      throw error
    }
    if isFirst { try session.announce() }
  }
}

/// One's own environment with the session's mark, the tools' folder first in PATH, and changes.
func environment(
  _ session: String, _ meeting: String, _ tools: String, _ changes: [String: String]
) -> [CString] {
  var changes = changes
  changes[Session.variable] = session
  changes[Request.variable] = meeting
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

/// PATH, or what shells use where it is not set, and the folders of the system's own tools: an
/// ordinary user's PATH often lacks them, though in a namespace of theirs they may use these tools.
var searchPath: String {
  let path = unsafe cl_getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
  let there = path.split(separator: ":")
  let more = ["/usr/local/sbin", "/usr/sbin", "/sbin"].filter { !there.contains(Substring($0)) }
  return ([path] + more).joined(separator: ":")
}

/// Where a program is that a shell of a lab would start; nil where there is none.
func findProgram(_ name: String) -> String? {
  searchPath.split(separator: ":").map { "\($0)/\(name)" }.first {
    (try? FileIdentity(of: CString($0))) != nil
  }
}
