internal import Isolation

/// On how many processors a process may run: `{processors: VALUE, of: NAME}`. sched_setaffinity(2)
///
/// Of several, that of the one that may run on most; those that sleep count only where none runs.
struct ProcessorsSubject: Subject {
  let place: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison(value, names)
    return Comparing(
      subject: ProcessorsSubject(place: try names.binding(fields.need("of"))), comparison: comparison)
  }

  var label: Text {
    Text(en: "the number of processors on which \(place) may run", zh: "\(place) 可以使用的处理器个数")
  }

  func read(_ look: Look) -> Reading {
    guard look.isBound(place) else { return .unbound(place) }
    let all = look.pids(of: place)
    let running = all.filter { (try? ProcessStatus(of: $0))?.state == "R" }
    let numbers = (running.isEmpty ? all : running).map { (allowedProcessors(of: $0).count, $0) }
    guard let (number, pid) = numbers.max(by: { $0.0 < $1.0 }), number > 0 else { return .gone(place) }
    return .value("\(number)", source: "Cpus_allowed_list in /proc/\(pid)/status")
  }

  func moved(to place: String) -> (any Subject)? { ProcessorsSubject(place: place) }
}

/// Which processors those are: `{which-processors: VALUE, of: NAME}`, with a comma between; of several processes all
/// that one or the other may run on.
enum WhichProcessorsSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison(value, names)
    return Comparing(
      subject: AllowedProcessors(place: try names.binding(fields.need("of"))), comparison: comparison)
  }

  private struct AllowedProcessors: Subject {
    let place: String

    var label: Text {
      Text(en: "the processors on which \(place) may run", zh: "\(place) 可以使用的处理器")
    }

    func read(_ look: Look) -> Reading {
      guard look.isBound(place) else { return .unbound(place) }
      let pids = look.pids(of: place)
      let all = Set(pids.flatMap { allowedProcessors(of: $0) }).sorted()
      guard let pid = pids.first, !all.isEmpty else { return .gone(place) }
      return .value(
        all.map(String.init).joined(separator: ","), source: "Cpus_allowed_list in /proc/\(pid)/status")
    }

    func moved(to place: String) -> (any Subject)? { AllowedProcessors(place: place) }
  }
}
