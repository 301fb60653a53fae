internal import CLinux
public import Isolation

extension Guest {
  /// Takes part with a shell in the lab's scene, on a pseudo-terminal of its own, as long as `body` runs.
  public func join(
    _ shell: CString, environment changes: [String: String] = [:], _ body: (LabShell) throws -> Void
  ) throws {
    let me = try? ProcessStatus(of: cl_getpid())
    let note = "\(folder)/guest-\(cl_getpid())"
    try write("\(cl_getpid()) \(me?.started ?? 0)", to: note)
    defer { _ = unsafe cl_unlink(note) }
    // What the shell leaves behind stays with this program, and so with the lab.
    do throws(Errno) { try becomeSubreaper() } catch {
      throw LabError.kernel(KernelError("prctl(PR_SET_CHILD_SUBREAPER, 1)", error))
    }
    var changes = changes
    changes["HOME"] = home
    try body(try begin(Command([shell], environment: environment(folder, meeting, tools, changes))))
  }

  private func begin(_ command: Command) throws(LabError) -> LabShell {
    let pty = try Pty()
    let plan = Plan.furtherShell(scene, beside: first, on: pty.slave, command)
    do throws(Failure) {
      let pid = try plan.run().pids[.child] ?? 0
      let status = try? ProcessStatus(of: pid)
      return LabShell(pty, ProcessReference(pid: pid, started: status?.started ?? 0))
    } catch {
      throw .failed(error)
    }
  }
}
