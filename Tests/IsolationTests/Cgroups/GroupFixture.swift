import TestSupport

@testable import Isolation

/// A hierarchy made of plain files, and the tree that is read from it.
final class GroupFixture {
  let scratch: Scratch
  let version: GroupVersion
  let controllers: [String]

  init(_ version: GroupVersion = .two, _ controllers: [String] = ["cpu", "memory", "io", "pids"]) throws {
    scratch = try Scratch()
    self.version = version
    self.controllers = controllers
  }

  var hierarchy: Hierarchy {
    Hierarchy(version: version, controllers: controllers, mount: CString(scratch.path))
  }

  /// A group with these files; of the topmost the path is empty.
  func group(_ path: String, _ files: [String: String] = [:]) throws {
    if !path.isEmpty { try scratch.directory(path) }
    for (name, text) in files { try scratch.file((path.isEmpty ? "" : path + "/") + name, text) }
  }

  func tree(_ kinds: ReadingKinds, below path: String = "/", beside others: [GroupFixture] = []) -> GroupTree
  {
    GroupTree([hierarchy] + others.map(\.hierarchy), below: path, kinds: kinds)
  }

  /// What one group's files say.
  func reading(_ kinds: ReadingKinds) throws -> GroupReading {
    let tree = tree(kinds)
    try tree.refresh()
    return tree.node(at: "/a")?.reading ?? GroupReading()
  }
}

extension ReadingKinds {
  static let all: ReadingKinds = [
    .cpu, .throttling, .cpuLimits, .memory, .memoryDetails, .memoryLimits, .memoryEvents, .io, .tasks,
    .taskDetails, .pressure, .freezer,
  ]
}
