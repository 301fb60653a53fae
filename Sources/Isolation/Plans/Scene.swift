/// What the steps of one process have in common while a plan runs.
public struct Scene: ~Copyable {
  public internal(set) var role: Role = .caller
  /// The other processes of the plan, as far as this one knows them.
  public internal(set) var pids = FewValues<Role, Int32>()
  /// Open files that a step leaves for a later one.
  var held = FewValues<String, SharedDescriptor>()
  /// How the processes of the plan talk: to the one that forked this, and to those it forked.
  var links = FewValues<Role, Link>()
  /// In a child that shares its parent's memory, and so has no link to it: a pidfd.
  var parent: SharedDescriptor?
  /// What the awaited process ended with.
  public package(set) var ending: Ending?

  init() {}

  /// What whoever watches has open.
  var observed: [Int32] = []

  /// What the plan itself has open.
  func eachDescriptor(_ body: (Int32) -> Void) {
    for descriptor in observed { body(descriptor) }
    held.each { _, file in body(file.value.raw) }
    links.each { _, link in body(link.raw) }
  }
}
