import Console
import Isolation

extension Options {
  /// A node for each namespace; who owns it and what it is nested in as edges.
  func graph(_ form: GraphForm, _ entries: [Entry], _ census: Census) -> [UInt8] {
    let shown = Set(entries.map(\.record.namespace))
    let nodes = entries.map { Node($0) }
    let edges = entries.flatMap { Edge.all(of: $0.record) }.filter {
      shown.contains($0.upper) && shown.contains($0.lower)
    }
    let text = form == .dot ? dot(nodes, edges) : mermaid(nodes, edges)
    return Array(text.utf8)
  }

  /// The language of graphviz.
  private func dot(_ nodes: [Node], _ edges: [Edge]) -> String {
    func escaped(_ text: String) -> String {
      String(text.flatMap { "\"\\".contains($0) ? ["\\", $0] : [$0] })
    }
    return "digraph namespaces {\n  node [shape=box];\n"
      + nodes.map { node in
        "  n\(node.namespace.number) [label=\"\(node.lines.map(escaped).joined(separator: "\\n"))\"];\n"
      }.joined()
      + edges.map { edge in
        let style = edge.isNesting ? "" : ", style=dashed"
        return "  n\(edge.upper.number) -> n\(edge.lower.number) [label=\"\(edge.word)\"\(style)];\n"
      }.joined() + "}\n"
  }

  private func mermaid(_ nodes: [Node], _ edges: [Edge]) -> String {
    // What has a meaning in a label is written as a code: #34; for a quotation mark.
    func escaped(_ text: String) -> String {
      text.unicodeScalars.map { scalar in
        let isPlain =
          scalar.value > 127 || scalar.properties.isAlphabetic
          || " 0123456789-_/.,:[]()".unicodeScalars.contains(scalar)
        return isPlain ? String(scalar) : "#\(scalar.value);"
      }.joined()
    }
    return "flowchart TD\n"
      + nodes.map { node in
        "  n\(node.namespace.number)[\"\(node.lines.map(escaped).joined(separator: "<br>"))\"]\n"
      }.joined()
      + edges.map { edge in
        "  n\(edge.upper.number) \(edge.isNesting ? "-->" : "-.->")|\(edge.word)| n\(edge.lower.number)\n"
      }.joined()
  }
}

private struct Node {
  let namespace: Namespace
  /// What stands in the box.
  let lines: [String]

  init(_ entry: Entry) {
    namespace = entry.record.namespace
    let count = entry.record.processes.count
    let who = entry.process.map { "\(entry.task ?? $0.pid) \($0.command.text.prefix(30).printable)" }
    lines = ["\(namespace)"] + (who.map { [count > 1 ? "\($0) + \(count - 1)" : $0] } ?? [])
  }
}

private struct Edge {
  let upper: Namespace
  let lower: Namespace
  let isNesting: Bool
  var word: String { isNesting ? "parent" : "owner" }

  static func all(of record: NamespaceRecord) -> [Edge] {
    let parent = record.parent.map { Edge(upper: $0, lower: record.namespace, isNesting: true) }
    // A user namespace's owner is its parent: one edge will do.
    let owner =
      record.namespace.kind == .user
      ? nil : record.owner.map { Edge(upper: $0, lower: record.namespace, isNesting: false) }
    return [parent, owner].compactMap { $0 }
  }
}

extension Substring {
  /// Without what ends a line or is not to be seen.
  fileprivate var printable: String {
    String(unicodeScalars.lazy.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
  }
}
