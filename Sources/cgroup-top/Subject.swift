import Console
import Isolation

/// What is looked at: the tree of groups, as this host has it mounted.
struct Subject {
  let hierarchies: Hierarchies
  let tree: GroupTree
  let kernel = KernelControllers.own

  /// `kinds`: what is read of every group; `some`: of some.
  init(_ options: Options, kinds: ReadingKinds, some: ReadingKinds = []) throws(Refusal) {
    do throws(Errno) { hierarchies = try .own() } catch {
      throw Refusal(
        Text(en: "/proc/self/mountinfo: \(error)", zh: "/proc/self/mountinfo：\(error)"), isUsage: false)
    }
    guard !hierarchies.all.isEmpty else {
      throw Refusal(
        Text(en: "no hierarchy of control groups is mounted", zh: "没有挂载任何控制组层级"), isUsage: false)
    }
    tree = GroupTree(
      hierarchies.all, below: hierarchies.path(of: options.group), kinds: kinds, depth: options.depth)
    tree.kindsOfSome = some
  }

  /// Another look.
  func refresh() throws(Refusal) {
    do throws(Errno) { try tree.refresh() } catch {
      let path = String(decoding: Printable(CString(tree.path)).bytes, as: UTF8.self)
      switch error {
      case .noEntry, .noDevice:
        throw Refusal(Text(en: "there is no group \(path)", zh: "没有组 \(path)"), isUsage: false)
      default: throw Refusal(Text(en: "\(path): \(error)", zh: "\(path)：\(error)"), isUsage: false)
      }
    }
  }
}

extension Hierarchies {
  /// A group by its path or by its directory; without one the topmost that is visible.
  fileprivate func path(of group: CString?) -> String {
    guard let group else {
      // In a container what is mounted may begin far below.
      return all.map(\.root).min { $0.utf8.count < $1.utf8.count } ?? "/"
    }
    var text = group.text
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    let directory = all.lazy.filter { $0.mount != "/" }.compactMap { $0.path(of: text) }.first
    return directory ?? (text.hasPrefix("/") ? text : "/" + text)
  }

  /// `v2`, `v1`, or `v1 + v2`.
  var versions: String {
    let hasOne = all.contains { $0.version == .one }
    return two == nil ? "v1" : hasOne ? "v1 + v2" : "v2"
  }
}
